"""Who is who in a document? Names, their variants, descriptions and pronouns under one identity each."""

"""What stands in a sentence that claims are made of: dates, numbers, quotations, names, places."""

"""Who is who in short reports of many kinds: trials, floods, strikes, elections, wars, wrecks. Own texts, whole answers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Who = Callable[..., list[str]]
Ask = Callable[[str], Who]

TRIAL = (
    "A court in Nairobi on Tuesday convicted businessman Peter Otieno of bribing an official of the Kenya Ports Authority. "
    "Judge Mary Wanjiru said Otieno had shown no remorse. He will be sentenced next week. Her ruling ended a trial of three years. "
    'The Kenya Ports Authority (KPA) said it would sue him. "We welcome the verdict," said its director, John Kamau.'
)
FLOOD = (
    "Floods killed 40 people in southern Brazil on Friday. Governor Eduardo Leite accused the federal government of ignoring warnings. "
    '"They knew," he said. Brasilia rejected the charge. President Luiz Inacio Lula da Silva visited Porto Alegre, where he met victims. '
    "The president promised help. In Brasilia, ministers met on Sunday. The governor asked the army for helicopters."
)
STRIKE = (
    "Miners walked out on Monday. The National Union of Mineworkers (NUM) said it had not called the strike. "
    '"I will not negotiate under threat," said Neal Froneman, chief executive of Karoo Mining Group. The company has lost 2 million rand a day, '
    "he told Reuters. Police said they had arrested four men."
)
ELECTION = (
    "Opposition leader Maria Corina Machado said the government of Venezuela had stolen the election. Caracas dismissed the claim. "
    "President Nicolas Maduro accused Washington of plotting a coup. He said the United States had paid her. "
    "Machado called Maduro a dictator. She is in hiding."
)
WAR = (
    "Rwanda on Thursday denied arming the M23 rebels. Kinshasa accused Kigali of sending troops into Goma. "
    "Both countries agreed to talks in Luanda. The group said it had taken two villages. "
    "Its spokesman, Willy Ngoma, said the Congolese army fled. The army denied that."
)
WRECK = (
    "A ferry sank off Mindanao, the Philippine Coast Guard said on Sunday. The coast guard said it had rescued 120 people. "
    "Captain Jose Reyes was among the dead. His wife, Ana Reyes, blamed the owner, Aleson Shipping Lines. "
    '"They sent an old ship to sea," she said. The company said it was cooperating.'
)
RAID = (
    "Ankara said on Wednesday its jets had hit PKK camps in northern Iraq. Baghdad summoned the Turkish ambassador. "
    "Iraqi and Turkish officials later met in Erbil. The Kurdistan Workers' Party (PKK) said two of its fighters were killed. "
    "The ambassador, Ali Riza Guney, said Turkey would continue. He rejected the protest."
)
FAMILY = (
    "Former president Alberto Fujimori and his daughter, Keiko Fujimori, left the court in Lima together. Fujimori said nothing. "
    "Keiko Fujimori told reporters that she would run again. She criticised the prosecutor, Jose Perez. Perez said his office had evidence."
)
AID = (
    "Two security officials and a doctor said that gunmen killed nine worshippers in Kano state, Nigeria. "
    "A security official said the attackers came on motorbikes. Amnesty International condemned the killings. "
    "The group urged the authorities to protect villagers. Nigerians are angry."
)
BRIBES = (
    "Malawi's Anti-Corruption Bureau charged minister Kezzie Msukwa on Monday. The bureau said Msukwa had taken bribes. "
    "His deputy, Ruth Banda, was questioned. The minister called the case a plot. Mrs Banda said she would resign. "
    "The Malawi Congress Party (MCP) stood by him. The party said its members were united."
)
EXCHANGE = (
    "Moscow and Kyiv exchanged prisoners on Friday. Both sides thanked Turkey. Kyiv residents slept in the metro. "
    "Ukraine's president, Volodymyr Zelensky, said his country would go on."
)
JUNTA = (
    '"The army burned our houses," villager Aye Aye Khin told The Irrawaddy. Myanmar\'s junta said its troops were attacked by the '
    "Arakan Army. The Arakan Army, or AA, denied that. Spokesman Zaw Min Tun said he had no details."
)
RELIEF = (
    "Human Rights Watch said on Monday the Egyptian army had shelled a market. It called for an inquiry. "
    "Doctors Without Borders treated the wounded; the Sudanese Red Crescent buried the dead. "
    "The Industrial Liaison Office (ILO) opened in Aswan. The ILO offers courses."
)


@pytest.mark.parametrize(
    ("text", "phrase", "nth", "expected"),
    [
        (TRIAL, "Otieno", 2, ["Person: Peter Otieno"]),
        (TRIAL, "He", 1, ["Person: Peter Otieno"]),
        (TRIAL, "Her", 1, ["Person: Mary Wanjiru"]),
        (TRIAL, "it", 1, ["GovernmentBody: Kenya Ports Authority"]),
        (TRIAL, "KPA", 1, ["GovernmentBody: Kenya Ports Authority"]),
        (TRIAL, "him", 1, ["Person: Peter Otieno"]),
        (TRIAL, "We", 1, ["Person: John Kamau"]),
        (FLOOD, "the federal government", 1, ["State: Brazil"]),
        (FLOOD, "he", 1, ["Person: Eduardo Leite"]),
        (FLOOD, "Brasilia", 1, ["State: Brazil"]),
        (FLOOD, "Brasilia", 2, []),  # where ministers met
        (FLOOD, "The president", 1, ["Person: Luiz Inacio Lula da Silva"]),
        (FLOOD, "The governor", 1, ["Person: Eduardo Leite"]),
        (FLOOD, "the army", 1, ["GovernmentBody: army"]),
        (STRIKE, "it", 1, ["Organization: National Union of Mineworkers"]),
        (STRIKE, "I", 1, ["Person: Neal Froneman"]),
        (STRIKE, "The company", 1, ["Organization: Karoo Mining Group"]),
        (STRIKE, "Reuters", 1, ["MediaOutlet: Reuters"]),
        (STRIKE, "Police", 1, ["UnnamedSource: Police"]),
        (STRIKE, "they", 1, ["UnnamedSource: Police"]),
        (ELECTION, "Caracas", 1, ["State: Venezuela"]),
        (ELECTION, "the government", 1, ["State: Venezuela"]),
        (ELECTION, "Washington", 1, ["State: United States"]),
        (ELECTION, "He", 1, ["Person: Nicolas Maduro"]),
        (ELECTION, "her", 1, ["Person: Maria Corina Machado"]),
        (ELECTION, "She", 1, ["Person: Maria Corina Machado"]),
        (WAR, "the M23 rebels", 1, ["ArmedGroup: March 23 Movement"]),
        (WAR, "Kigali", 1, ["State: Rwanda"]),
        (WAR, "Goma", 1, []),
        (WAR, "Both countries", 1, ["State: Rwanda", "State: DR Congo"]),
        (WAR, "The group", 1, ["ArmedGroup: March 23 Movement"]),
        (WAR, "The army", 1, ["GovernmentBody: Congolese army"]),
        (WRECK, "The coast guard", 1, ["GovernmentBody: Philippine Coast Guard"]),
        (WRECK, "His", 1, ["Person: Jose Reyes"]),
        (WRECK, "she", 1, ["Person: Ana Reyes"]),
        (WRECK, "The company", 1, ["Organization: Aleson Shipping Lines"]),
        (RAID, "its", 1, ["State: Turkey"]),
        (RAID, "Iraqi and Turkish officials", 1, ["UnnamedSource: Iraqi officials", "UnnamedSource: Turkish officials"]),
        (RAID, "Erbil", 1, []),
        (RAID, "PKK", 1, ["ArmedGroup: Kurdistan Workers' Party"]),
        (RAID, "The ambassador", 1, ["Person: Ali Riza Guney"]),
        (RAID, "the Turkish ambassador", 1, ["UnnamedSource: Turkish ambassador"]),
        (FAMILY, "his daughter", 1, ["Person: Keiko Fujimori"]),
        (FAMILY, "Fujimori", 3, ["Person: Fujimori"]),  # either of two: nobody's but its own
        (FAMILY, "she", 1, ["Person: Keiko Fujimori"]),
        (FAMILY, "his office", 1, ["UnnamedSource: office"]),
        (AID, "A security official", 1, ["UnnamedSource: security official"]),
        (AID, "The group", 1, ["Organization: Amnesty International"]),
        (AID, "Nigerians", 1, ["UnnamedSource: Nigerians"]),
        (AID, "Nigeria", 1, ["State: Nigeria"]),
        (BRIBES, "The bureau", 1, ["GovernmentBody: Anti-Corruption Bureau"]),
        (BRIBES, "Msukwa", 2, ["Person: Kezzie Msukwa"]),
        (BRIBES, "The minister", 1, ["Person: Kezzie Msukwa"]),
        (BRIBES, "Mrs Banda", 1, ["Person: Ruth Banda"]),
        (BRIBES, "him", 1, ["Person: Kezzie Msukwa"]),
        (BRIBES, "The party", 1, ["Organization: Malawi Congress Party"]),
        (EXCHANGE, "Moscow", 1, ["State: Russia"]),
        (EXCHANGE, "Both sides", 1, ["State: Russia", "State: Ukraine"]),
        (EXCHANGE, "Kyiv", 2, []),  # its residents
        (EXCHANGE, "his country", 1, ["State: Ukraine"]),
        (JUNTA, "our", 1, ["Person: Aye Aye Khin"]),
        (JUNTA, "The Irrawaddy", 1, ["MediaOutlet: The Irrawaddy"]),
        (JUNTA, "its troops", 1, ["UnnamedSource: troops"]),
        (JUNTA, "AA", 1, ["ArmedGroup: Arakan Army"]),
        (RELIEF, "Human Rights Watch", 1, ["Organization: Human Rights Watch"]),
        (RELIEF, "It", 1, ["Organization: Human Rights Watch"]),
        (RELIEF, "Doctors Without Borders", 1, ["Organization: Médecins Sans Frontières"]),
        (RELIEF, "the Sudanese Red Crescent", 1, ["Organization: Sudanese Red Crescent"]),
        (RELIEF, "The ILO", 1, ["GovernmentBody: Industrial Liaison Office"]),  # what the text spells out
        (JUNTA, "he", 1, ["Person: Zaw Min Tun"]),
    ],
)
def test_phrase_means_actor(who: Ask, text: str, phrase: str, nth: int, expected: list[str]) -> None:
    assert who(text)(phrase, nth) == expected

"""The lexicons of the languages: what asks and answers, what leans on a sentence before, what is left out."""

import tomllib
from importlib.resources import files

import pytest

import agents.rules.writer
from agents.rules.writer.asked import question
from agents.rules.writer.bonds import leans
from agents.rules.writer.compose import compose
from agents.rules.writer.draft import Wish
from agents.rules.writer.lexicon import lexicon
from agents.rules.writer.rank import is_hearsay
from agents.rules.writer.reading import Sentence, read
from agents.rules.writer.trim import trimmed
from tests.agents.rules.writer.reading import document

BREAD = """# Pão de fermentação natural

O pão de fermentação natural é feito com farinha, água, sal e um fermento vivo chamado massa-mãe. A massa-mãe contém leveduras e bactérias do ácido lático. As leveduras produzem dióxido de carbono, que faz a massa crescer. As bactérias produzem ácidos, que dão ao pão o seu sabor azedo.

No Egito antigo já se fazia pão fermentado há mais de 3.000 anos. Em 1857, Louis Pasteur mostrou que a fermentação é obra de seres vivos.

A primeira fermentação dura cerca de 5 horas a 24 graus. O pão vai ao forno a 240 graus durante 40 minutos. O vapor mantém a crosta macia.

Uma massa-mãe bem cuidada pode viver mais de 100 anos."""

SKY = """# Il colore del cielo

La luce del Sole sembra bianca, ma contiene tutti i colori dell'arcobaleno. Impiega circa 8 minuti per arrivare sulla Terra. Quando attraversa l'atmosfera, la luce incontra le molecole d'aria. Le molecole deviano la luce azzurra molto più della luce rossa. Per questo la luce azzurra arriva ai nostri occhi da ogni parte del cielo.

Nel 1871 Lord Rayleigh spiegò il fenomeno con la matematica. Prima di lui, Leonardo da Vinci aveva osservato che il fumo della legna appare azzurro.

L'atmosfera è alta circa 100 chilometri, ma metà dell'aria si trova nei primi 5 chilometri sopra il mare.

Senza atmosfera il cielo è nero anche di giorno, come sulla Luna."""


def narration(text: str, topic: str, language: str, words: int) -> list[str]:
    draft = compose([document(text)], Wish(topic=topic, language=language, words=words))
    return [line.text for scene in draft.scenes for line in scene.sentences]


def pair(first: str, second: str, language: str) -> tuple[Sentence, Sentence]:
    held = document(f"{first} {second}").model_copy(update={"language": language})
    one, other = read([held])[0]
    return one, other


@pytest.mark.parametrize("language", ["pt", "it"])
def test_a_lexicon_has_the_tables_of_its_neighbour_and_they_are_patterns(language: str) -> None:
    folder = files(agents.rules.writer) / "languages"
    model = tomllib.loads((folder / "es.toml").read_text("utf-8"))
    known = lexicon(language)
    assert set(model) <= set(known.data)
    for table, held in known.data.items():
        assert type(held) is type(model.get(table, held))
        if isinstance(held, list):
            known.opens(table)
            known.holds(table)
            known.patterns(table)


@pytest.mark.parametrize("words", [60, 85, 110])
def test_a_portuguese_question_is_answered(words: int) -> None:
    told = narration(BREAD, "como a massa-mãe faz o pão crescer", "pt", words)
    assert "As leveduras produzem dióxido de carbono, que faz a massa crescer." in told
    assert told[0].startswith("O pão de fermentação natural é feito"), "no number of something else opens it"


@pytest.mark.parametrize("words", [70, 85])
def test_an_italian_question_is_answered(words: int) -> None:
    told = narration(SKY, "perché il cielo è azzurro", "it", words)
    cause = told.index("Le molecole deviano la luce azzurra molto più della luce rossa.")
    assert told[cause + 1].startswith("Per questo la luce azzurra")
    assert not any(one.startswith("Prima di lui") for one in told) or any("Rayleigh" in one for one in told)


@pytest.mark.parametrize(
    ("topic", "language", "explains"),
    [
        ("como a massa-mãe faz o pão crescer", "pt", True),
        ("porque é o céu azul", "pt", True),
        ("por que o céu é azul", "pt", True),
        ("como fazer pão", "pt", False),
        ("a vida das abelhas", "pt", False),
        ("perché il cielo è azzurro", "it", True),
        ("come nasce un vulcano", "it", True),
        ("come fare il pane", "it", False),
        ("la vita delle api", "it", False),
    ],
)
def test_a_how_or_a_why_is_heard(topic: str, language: str, explains: bool) -> None:
    assert question(topic, language, (), frozenset()).explains is explains


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Ela dobra de volume.", "pt"),
        ("Depois de quatro horas, ela dobra de volume.", "pt"),
        ("O seu sabor é azedo.", "pt"),
        ("Por isso o céu é azul.", "pt"),
        ("Contém leveduras e sal.", "pt"),
        ("É um fungo muito pequeno.", "pt"),
        ("Nessa altura o gelo derrete.", "pt"),
        ("Questo gas gonfia la pasta.", "it"),
        ("Il suo sapore è aspro.", "it"),
        ("Prima di lui nessuno sapeva nulla.", "it"),
        ("Impiega otto minuti per arrivare.", "it"),
        ("È un fungo molto piccolo.", "it"),
        ("Per questo il cielo è azzurro.", "it"),
    ],
)
def test_a_sentence_that_leans_is_known(sentence: str, language: str) -> None:
    before, leaning = pair(
        "Antes havia um sino." if language == "pt" else "Prima suonava una campana.", sentence, language
    )
    assert leans(leaning, before, lexicon(language))


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("São Paulo tem doze milhões de pessoas.", "pt"),
        ("Depois de quatro horas a massa dobra de volume.", "pt"),
        ("O primeiro avião voou em 1906.", "pt"),
        ("Uma massa bem cuidada vive muito.", "pt"),
        ("La luce azzurra arriva da ogni parte.", "it"),
        ("Anche i polpi sognano.", "it"),
        ("Il primo aereo volò nel 1903.", "it"),
        ("Quelli che vivono nel mare respirano aria.", "it"),
    ],
)
def test_a_sentence_that_stands_alone_is_known(sentence: str, language: str) -> None:
    before, free = pair(
        "Antes havia um sino." if language == "pt" else "Prima suonava una campana.", sentence, language
    )
    assert not leans(free, before, lexicon(language))


@pytest.mark.parametrize(
    ("sentence", "language", "wanted"),
    [
        ("No entanto, o gelo derrete devagar.", "pt", "O gelo derrete devagar."),
        ("Segundo os cientistas, as abelhas dançam.", "pt", "As abelhas dançam."),
        ("De acordo com um estudo de 2019, as abelhas dançam.", "pt", "As abelhas dançam."),
        ("Segundo a rainha, as abelhas dançam.", "pt", "Segundo a rainha, as abelhas dançam."),
        ("O gelo, porém, derrete devagar.", "pt", "O gelo derrete devagar."),
        ("Tuttavia, il ghiaccio si scioglie piano.", "it", "Il ghiaccio si scioglie piano."),
        ("Secondo gli scienziati, le api danzano sempre.", "it", "Le api danzano sempre."),
        ("Secondo la regina, le api danzano sempre.", "it", "Secondo la regina, le api danzano sempre."),
        ("Il ghiaccio, però, si scioglie piano.", "it", "Il ghiaccio si scioglie piano."),
    ],
)
def test_what_may_be_left_out_is_left_out(sentence: str, language: str, wanted: str) -> None:
    assert trimmed(sentence, language, keep_connective=False) == wanted


@pytest.mark.parametrize(
    ("sentence", "language", "heard"),
    [
        ("O meu tio diz que o lago não tem fundo.", "pt", True),
        ("Dizem que o lago não tem fundo.", "pt", True),
        ("O lago tem cem metros de fundo.", "pt", False),
        ("Mio zio dice che il lago non ha fondo.", "it", True),
        ("Si dice che il lago non abbia fondo.", "it", True),
        ("Il lago è profondo cento metri.", "it", False),
    ],
)
def test_hearsay_is_known(sentence: str, language: str, heard: bool) -> None:
    _, said = pair("Antes havia um sino." if language == "pt" else "Prima suonava una campana.", sentence, language)
    assert is_hearsay(said, lexicon(language)) is heard

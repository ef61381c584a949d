import pytest

from agents.rules.writer.bonds import bonds
from agents.rules.writer.choose import Material
from agents.rules.writer.draft import Wish
from agents.rules.writer.order import hanging
from agents.rules.writer.rank import rank
from agents.rules.writer.reading import read, spans
from agents.rules.writer.trim import trimmed
from tests.agents.rules.writer.reading import document


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "However, the bow itself seems to stand still.", "The bow itself seems to stand still."),
        ("en", "But for the rain, the day was fine.", "But for the rain, the day was fine."),
        ("en", "So far nobody has found it.", "So far nobody has found it."),
        ("en", "Marie Curie (1867–1934) was a physicist [3].", "Marie Curie was a physicist."),
        ("en", "According to a 2019 study, bees can count to four.", "Bees can count to four."),
        ("en", "According to the mayor, the bridge is safe.", "According to the mayor, the bridge is safe."),
        ("en", "Scientists believe that the moon was once part of Earth.", "The moon was once part of Earth."),
        ("en", "The octopus — a mollusc — has three hearts.", "The octopus has three hearts."),
        ("en", "3. Put the pots in a warm place", "Put the pots in a warm place."),
        ("en", "• a bulleted line with no stop;", "A bulleted line with no stop."),
        ("en", "“He said (quietly) no,” she wrote.", "“He said (quietly) no,” she wrote."),
        ("en", "pH values below 7 are acid.", "pH values below 7 are acid."),
        ("en", "(Really.)", "(Really.)"),
        ("ar", "ومع ذلك، فقدت الحقول الطمي.", "فقدت الحقول الطمي."),
        ("ar", "وفقًا لدراسات حديثة، تراجعت أعداد النحل البري.", "تراجعت أعداد النحل البري."),
        ("ar", "ونقلت معابد أبو سمبل (وعمرها 3200 سنة) إلى مكان أعلى", "ونقلت معابد أبو سمبل إلى مكان أعلى."),
        ("zh", "不过，大熊猫的家园很小", "大熊猫的家园很小。"),
        ("hi", "लेकिन बाघ अच्छे तैराक होते हैं", "बाघ अच्छे तैराक होते हैं।"),
        ("fr", "Cependant, le chat dort beaucoup.", "Le chat dort beaucoup."),
        ("sw", "Simba ni mnyama (mkubwa) sana", "Simba ni mnyama sana."),
    ],
)
def test_only_deletes(language: str, text: str, wanted: str) -> None:
    assert trimmed(text, language, keep_connective=False) == wanted


def test_a_connective_stays_when_its_sentence_was_told() -> None:
    assert trimmed("However, it rained all day.", "en", keep_connective=True) == "However, it rained all day."


def test_spans_are_the_document_s_own_characters() -> None:
    held = document("# T\n\nOne cat sat.\nTwo dogs  ran. “I saw it. It was big,” she said. End!")
    block = held.blocks[1]
    texts = [held.text[start:end] for start, end in spans(block, "en")]
    assert texts == ["One cat sat.", "Two dogs  ran.", "“I saw it. It was big,” she said.", "End!"]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            "The octopus has three hearts. It can swim. Its blood is blue. Crabs are its food.",
            "none run run none",
        ),
        (
            "en",
            "Ann Lee was a nurse. In 1903 she moved. Many people came. This made her famous.",
            "none run none exact",
        ),
        ("en", "Every cell has two electrodes. Between them lies a sheet. Half of it is carbon.", "none run exact"),
        ("en", "The old way ended. It is said that gold rusts. There are two lakes.", "none none none"),
        ("en", "Why is the sky blue? Air scatters light. As mentioned above, air is thin.", "none exact exact"),
        ("en", "Light bends here. Drops that cause this effect are small. In this way bows form.", "none exact exact"),
        ("en", "Bees dance. The bee uses its wings, and this makes a sound. The latter is loud.", "none none exact"),
        ("ar", "النيل نهر طويل. وهو يجري شمالًا. كما يمر بمصر. الماء قليل.", "none exact exact none"),
        ("ar", "وصل الرجل إلى القرية. ويعيش فيها كثيرون. ولونها أزرق.", "none exact exact"),
        ("zh", "大熊猫吃竹子。它们住在山里。这种动物很少。", "none exact exact"),
        ("hi", "बाघ जंगल में रहता है। यह तेज़ दौड़ता है। नदी बड़ी है।", "none run none"),
        ("de", "Der Wal ist groß. Er lebt im Meer. Es gibt viele Arten.", "none exact none"),
        ("ja", "クジラは大きい。これは哺乳類です。海は広い。", "none exact none"),
    ],
)
def test_a_sentence_is_bound_by_what_it_leaves_unsaid(language: str, text: str, wanted: str) -> None:
    held = document(f"# T\n\n{text}").model_copy(update={"language": language})
    assert [bond.kind for bond in bonds(read([held])[0])] == wanted.split()


def test_a_sentence_told_without_the_one_it_needs_is_found() -> None:
    held = document("# T\n\nAnn Lee was a nurse. She moved to Rome. This made her sad. Rome was hot.")
    texts = read([held])
    material = Material(texts, rank([held], texts, Wish(language="en", words=50)))
    first, she, this, rome = texts[0]
    assert hanging(material, [first, she, this, rome]) == []
    assert hanging(material, [she, rome]) == [she]
    assert hanging(material, [first, this]) == [this]
    assert hanging(material, [rome, first, she]) == []
    assert hanging(material, [first, rome, she]) == [she]

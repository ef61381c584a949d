"""In which language a text is written, by its script, and by its commonest words where languages share one.

It tells apart what a film may be asked for in, not every language: a script of one language names it; among languages
of one script the one whose small words are commonest in the text wins, and None is answered where none is.
"""

import unicodedata
from collections import Counter

from tools.measure.metrics.reading.said import words

SCRIPTS = {
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "DEVANAGARI": "hi", "BENGALI": "bn", "TAMIL": "ta",
    "TELUGU": "te", "GUJARATI": "gu", "GURMUKHI": "pa", "KANNADA": "kn", "MALAYALAM": "ml", "SINHALA": "si",
    "THAI": "th", "LAO": "lo", "KHMER": "km", "MYANMAR": "my", "GEORGIAN": "ka", "ARMENIAN": "hy", "ETHIOPIC": "am",
    "HEBREW": "he", "GREEK": "el", "ARABIC": "ar", "CYRILLIC": "ru", "CJK": "zh", "LATIN": "en",
}  # fmt: skip
"""The language of a script, by the first word of its letters' Unicode names; the commonest where there are several."""
SMALL = {
    "LATIN": {
        "en": "the of and to in is was it that for with as on are by at from this which its were has",
        "fr": "le la les des et est une dans que pour sur qui du au avec par sont il elle ce ne pas",
        "de": "der die das und ist ein eine den von zu mit im nicht auf für dem des sich wird war als",
        "es": "el la los las y es una en que por con para del se un su al lo como más fue son",
        "pt": "o os as e é uma em que por com para do da dos das se um não ao como foi mais são",
        "it": "il la gli le e è una di che per con del della nel un si non sono da al ha più",
        "nl": "de het een en is van in op te dat met voor zijn die niet aan er om ook was werd",
        "sv": "och att det som en är på för med av den till ett inte har var om sig de i",
        "da": "og at det som en er på for med af den til et ikke har var om sig de i",
        "no": "og å det som en er på for med av den til et ikke har var om seg de i",
        "fi": "ja on ei se että oli joka ovat kun myös mutta sen hän tämä kuin voi",
        "pl": "i w na z że się nie jest do to o jak przez od dla był są po",
        "cs": "a v na se že je do to s z o jako pro byl jsou po ale který",
        "tr": "ve bir bu için ile da de çok olarak olan daha gibi ne kadar var en",
        "id": "dan yang di ke dari untuk dengan ini itu adalah pada tidak dalam akan oleh",
        "vi": "và của là có trong được cho một những các với không này đã người khi",
        "ro": "și în de la cu o un este pe care nu din se mai sunt pentru",
        "hu": "a az és hogy nem is egy ez volt meg csak van mint de",
    },
    "ARABIC": {
        "ar": "في من على إلى عن أن التي الذي هذا هذه كان كانت مع ما لا هو هي بين و",
        "fa": "در از به که این است را با آن برای بود شد های یک و",
        "ur": "کے کی میں ہے سے کا اور کو پر نے یہ ہیں ایک تھا",
    },
    "CYRILLIC": {
        "ru": "и в не на что с по это как из был для от он она они его",
        "uk": "і в не на що з та це як із був для від він вона вони його є",
        "bg": "и в не на че с по това как от беше за той тя те е са се",
    },
    "DEVANAGARI": {
        "hi": "के है में की और से का को यह पर हैं एक था ने",
        "mr": "आहे आणि या हे होते ते मध्ये त्या होता एक च्या",
        "ne": "छ र को मा यो हो थियो छन् ले एक",
    },
}
"""The commonest small words of languages that share a script."""
JAPANESE = 0.1
"""The share of kana in a Japanese text of mostly Chinese characters, at least."""
ALIKE = {"nb": "no", "nn": "no", "da": "no", "tl": "fil", "ms": "id"}
"""Languages that this cannot tell from another."""


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text; None where too little tells it."""
    found = _scripts(text)
    if not found:
        return None
    kana = found["HIRAGANA"] + found["KATAKANA"]
    if kana and kana >= JAPANESE * (kana + found["CJK"]):
        return "ja"
    script = found.most_common(1)[0][0]
    if script not in SMALL:
        return SCRIPTS.get(script)
    counted = Counter(words(text))
    scores = {language: sum(counted[word] for word in listed.split()) for language, listed in SMALL[script].items()}
    best = max(scores, key=scores.__getitem__)
    if scores[best]:
        return best
    return None if script == "LATIN" else SCRIPTS[script]


def same(one: str, other: str) -> bool:
    """Whether two tags (BCP 47) name one language, as far as this can tell languages apart."""
    return _plain(one) == _plain(other)


def known(language: str) -> bool:
    """Whether this can tell the language at all."""
    listed = {code for table in SMALL.values() for code in table} | set(SCRIPTS.values())
    return _plain(language) in {_plain(code) for code in listed}


def _plain(tag: str) -> str:
    primary = tag.replace("_", "-").split("-")[0].lower()
    return ALIKE.get(primary, primary)


def _scripts(text: str) -> Counter[str]:
    return Counter(
        unicodedata.name(char, " ").split(" ")[0].split("-")[0].rstrip("0123456789")
        for char in text
        if unicodedata.category(char) in ("Lo", "Ll", "Lu", "Lt")
    )

"""How a name may be typed: in any case, width, punctuation or script it is one spelling.

Full-width letters become ASCII, traditional characters simplified ones (those that occur in names
of committee work), quotes and punctuation are dropped. 《委員視點》 and 委员视点 are one spelling,
so are Model_Cases and model cases.
"""

from typing import NamedTuple

_SIMPLIFIED = str.maketrans(
    "萬與專業叢爲為麗舉習書爭於產親價衆眾優會傳體黨關興農劉創別辦務動區協廳縣雙發臺號員園國場學實層"
    "峯幹庫開強態戰護報掛數機來樣濟點環現監紅級紀線經統綠羣群職聯蒼營見視訂議講論設說説請讀調質踐車轉"
    "達進跡遺採鐵鏈問項題風館雞檯颱鷄纔製髮囯乾裏裡溫幾歲製團際導條寫話電腦聽聲覺觀認識讓",
    "万与专业丛为为丽举习书争于产亲价众众优会传体党关兴农刘创别办务动区协厅县双发台号员园国场学实层"
    "峰干库开强态战护报挂数机来样济点环现监红级纪线经统绿群群职联苍营见视订议讲论设说说请读调质践车转"
    "达进迹遗采铁链问项题风馆鸡台台鸡才制发国干里里温几岁制团际导条写话电脑听声觉观认识让",
)

# Hyphen, full-width hyphen, em dash, en dash.
_DASHES = "-\uff0d\u2014\u2013"


class Spelling(NamedTuple):
    """A name as it is compared: its words, and all of it without spaces."""

    words: tuple[str, ...]
    joined: str


def spelling(text: str) -> Spelling:
    """Return how `text` is compared."""
    if not text.isascii():
        from unicodedata import normalize

        text = normalize("NFKC", text).translate(_SIMPLIFIED)
    kept = "".join(char if char.isalnum() else " " for char in text.casefold())
    words = tuple(kept.split())
    return Spelling(words, "".join(words))


def half_width(argument: str) -> str:
    """Return a word of the command line, typed in full width or with a long dash, as it is meant.

    ——help is --help, --format is --format. What does not look like an option stays as it is.
    """
    name, equals, value = argument.partition("=")
    dashes = next((index for index, char in enumerate(name) if char not in _DASHES), len(name))
    if dashes in (0, len(name)) or name[:dashes] == "-" * dashes:
        return argument
    from unicodedata import normalize

    word = normalize("NFKC", name[dashes:])
    # A Chinese keyboard gives a long dash for one stroke, and two of them for a shifted one.
    return ("-" if len(word) == 1 else "--") + word + equals + value

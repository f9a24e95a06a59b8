"""A text in several languages, and the one name that may stand in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

FALLBACK = "nl"
NOBODY = {"nl": "de casusinbrenger", "en": "the case-bringer"}
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
BEGINNING = re.compile(r"(?:^|(?<=[.!?] ))\{bringer\}")  # of a sentence: with a capital, also without a name
KNOWN_PLACEHOLDERS = frozenset({"bringer"})


@dataclass(frozen=True, slots=True)
class Text:
    """``text.say("nl", bringer="Ellen")`` gives the sentence. A missing language falls back on Dutch, then on any.

    Every text may hold ``{bringer}``: the first name of the case-bringer. Without a name the role is said.
    """

    by_language: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> "Text":
        return cls(tuple(sorted(texts.items())))

    def say(self, language: str = FALLBACK, *, bringer: str = "") -> str:
        texts = dict(self.by_language)
        tongue = next((it for it in (language, language.split("-", maxsplit=1)[0], FALLBACK) if it in texts), None)
        if tongue is None:
            if not texts:
                return ""
            tongue = next(iter(texts))
        name = bringer or NOBODY.get(tongue, NOBODY["en"])
        sentence = BEGINNING.sub(lambda _: name[:1].upper() + name[1:], texts[tongue])
        return sentence.replace("{bringer}", name)

    def faults(self) -> Iterator[str]:
        for language, sentence in self.by_language:
            for name in PLACEHOLDER.findall(sentence):
                if name not in KNOWN_PLACEHOLDERS:
                    yield f"{language}: '{{{name}}}' is not a known placeholder (only {{bringer}})"

    def __bool__(self) -> bool:
        return any(sentence for _, sentence in self.by_language)


NO_TEXT = Text()

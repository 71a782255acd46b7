"""Parser over spaCy's small English model."""

from functools import cached_property

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from assistant.adapters.weights import verified
from assistant.model.text import Parse, Span, Token


class SpacyParser:
    """Loads the model on first use; one instance serves the whole process."""

    @cached_property
    def language(self) -> Language:
        """The loaded pipeline, entities included (the identifier detector reads them)."""
        for part in ("parser dependencies", "parser entities"):
            verified(part)
        return spacy.load(verified("parser").parent.parent)

    def doc(self, text: str) -> Doc:
        """SpaCy's own document with tags and entities: all that the detector beside this adapter reads."""
        return self.language(text, disable=["parser", "attribute_ruler", "lemmatizer"])

    def parse(self, text: str) -> Parse:
        """The parse of the whole text; offsets point into it. It asks for no entities."""
        return parse_of(self.language(text, disable=["ner"]))


def parse_of(doc: Doc) -> Parse:
    """Our own types from spaCy's."""
    kept = [t for t in doc if not t.is_space]
    position = {t.i: n for n, t in enumerate(kept)}
    tokens = tuple(
        Token.model_construct(
            start=t.idx,
            end=t.idx + len(t.text),
            text=t.text,
            lemma=t.lemma_.lower(),
            pos=t.pos_,
            tag=t.tag_,
            dep=t.dep_,
            head=position.get(t.head.i, position[t.i]),
        )
        for t in kept
    )
    return Parse.model_construct(text=doc.text, tokens=tokens, sentences=_sentences(doc))


def _sentences(doc: Doc) -> tuple[Span, ...]:
    """Sentence spans without surrounding white space; a blank line or bullet always ends one."""
    spans: list[Span] = []
    for sentence in doc.sents:
        start = sentence.start_char
        for piece in sentence.text.splitlines(keepends=True):
            body = piece.strip()
            if any(c.isalnum() for c in body):
                at = start + piece.index(body)
                spans.append(Span.model_construct(start=at, end=at + len(body)))
            elif spans and body:
                spans[-1] = Span.model_construct(
                    start=spans[-1].start, end=start + piece.rindex(body) + len(body)
                )
            start += len(piece)
    return tuple(spans)

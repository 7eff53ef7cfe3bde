"""What a memory looks like, as far as it was told (protocol §7.1)."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Source(StrEnum):
    """Where a field of the scene card comes from; unknown fields never reach a prompt."""

    PERSON = "person"
    COMPANION = "companion"
    FAMILY_VERIFIED = "family_verified"
    UNKNOWN = "unknown"


class SceneAspect(StrEnum):
    """The fields of a scene card, in the order they are shown."""

    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    DOING = "doing"
    LIGHT = "light"
    OBJECT = "object"
    FEELING = "feeling"


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneField:
    """One aspect, in the words it was told in."""

    text: str = ""
    source: Source = Source.UNKNOWN

    @property
    def known(self) -> bool:
        return self.source is not Source.UNKNOWN and bool(self.text.strip())


UNKNOWN = SceneField()


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneCard:
    """Who, where, when, doing what, light, object, feeling; each with its source or unknown."""

    id: str
    memory_id: str
    language: str  #: the language the fields are written in
    fields: dict[SceneAspect, SceneField]
    person_present: bool = True  #: the person themselves is in the scene
    element_ids: tuple[str, ...] = ()  #: trained elements recognised by name or alias
    others: int = 0  #: unnamed or unconsented people, drawn as "someone"
    approved: bool = False  #: checked by the companion

    def field(self, aspect: SceneAspect) -> SceneField:
        return self.fields.get(aspect, UNKNOWN)

    def text(self, aspect: SceneAspect) -> str:
        """The words of a field; nothing while it is unknown."""
        field = self.field(aspect)
        return field.text if field.known else ""

    def corrected(self, aspect: SceneAspect, text: str) -> "SceneCard":
        """The card with one field in the companion's words; empty text makes it unknown."""
        source = Source.COMPANION if text.strip() else Source.UNKNOWN
        fields = {**self.fields, aspect: SceneField(text=text.strip(), source=source)}
        return replace(self, fields=fields, approved=False)

    @property
    def known(self) -> dict[SceneAspect, SceneField]:
        """The known fields, in the order of the aspects."""
        return {a: self.fields[a] for a in SceneAspect if self.field(a).known}

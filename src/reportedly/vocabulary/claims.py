"""What a claim says and how it says it."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of proposition a claim is."""

    EVENT = "event"
    PROCESS = "process"
    STATE = "state"
    STATE_CHANGE = "state_change"
    CAUSAL = "causal"
    PURPOSE = "purpose"
    ATTITUDE = "attitude"
    ASSESSMENT = "assessment"
    GENERALISATION = "generalisation"
    META = "meta"
    DEFINITION = "definition"
    DENIAL = "denial"


class WorldType(StrEnum):
    """What a claim about the world asserts; users may define more."""

    CLASH = "CLASH"
    ATTACK_CIV = "ATTACK_CIV"
    STRIKE = "STRIKE"
    KILL = "KILL"
    ABDUCT_CAPTURE = "ABDUCT_CAPTURE"
    ARREST = "ARREST"
    EXPLOSION = "EXPLOSION"
    MOVEMENT = "MOVEMENT"
    BORDER_CROSSING = "BORDER_CROSSING"
    PRESENCE_BASE = "PRESENCE_BASE"
    CONTROL = "CONTROL"
    INFLUENCE = "INFLUENCE"
    EXPAND = "EXPAND"
    RECRUIT = "RECRUIT"
    COMPOSITION = "COMPOSITION"
    ARMS_SUPPLY = "ARMS_SUPPLY"
    FINANCE_EXTORTION = "FINANCE_EXTORTION"
    COLLUSION_TOLERANCE = "COLLUSION_TOLERANCE"
    MEETING_NEGOTIATION = "MEETING_NEGOTIATION"
    ID_DOCUMENTS = "ID_DOCUMENTS"
    STATE_ACTION_INACTION = "STATE_ACTION_INACTION"
    DISPLACEMENT_ACCESS = "DISPLACEMENT_ACCESS"
    AID = "AID"


class MetaType(StrEnum):
    """What a claim about claims, minds or background asserts."""

    INFORM = "INFORM"
    CONFIRM = "CONFIRM"
    DENY = "DENY"
    EXPLAIN = "EXPLAIN"
    ATTITUDE = "ATTITUDE"
    ASSESSMENT = "ASSESSMENT"
    BACKGROUND = "BACKGROUND"
    OTHER = "OTHER"


class SourceKind(StrEnum):
    """What sort of holder a source is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    OUTLET = "outlet"
    DOCUMENT = "document"
    COLLECTIVE = "collective"
    UNKNOWN = "unknown"


class Anonymity(StrEnum):
    """How far the text identifies a holder."""

    NAMED = "named"
    ROLE_ONLY = "role_only"
    UNNAMED_ON_REQUEST = "unnamed_on_request"
    UNNAMED_UNEXPLAINED = "unnamed_unexplained"
    COLLECTIVE = "collective"
    UNSIGNED_NARRATOR = "unsigned_narrator"
    NONE_STATED = "none_stated"


class Basis(StrEnum):
    """How the holder claims to know; never raised by rank or nearness."""

    FIRSTHAND_PARTICIPANT = "firsthand_participant"
    FIRSTHAND_WITNESS = "firsthand_witness"
    SECONDHAND = "secondhand"
    THIRDHAND_PLUS = "thirdhand_plus"
    INSTITUTIONAL = "institutional"
    INFERENCE = "inference"
    OPINION = "opinion"
    ATTITUDE = "attitude"
    RUMOUR = "rumour"
    UNSTATED = "unstated"


class Mode(StrEnum):
    """How the words of the claim are given."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NESTED_DIRECT = "nested_direct"
    NARRATOR = "narrator"
    PRESUPPOSED = "presupposed"
    AMBIGUOUS = "ambiguous"


class Polarity(StrEnum):
    """Whether the proposition is asserted or grammatically negated."""

    ASSERTED = "+"
    NEGATED = "-"


class Certainty(StrEnum):
    """How sure the nearest holder presents it (FactBank: certain, probable, possible, unknown)."""

    CT = "CT"
    PR = "PR"
    PS = "PS"
    U = "U"


class Realis(StrEnum):
    """Whether the proposition is presented as having come about."""

    ACTUAL = "actual"
    ONGOING_ATTEMPT = "ongoing_attempt"
    INTENDED = "intended"
    FEARED = "feared"
    PREDICTED = "predicted"
    HYPOTHETICAL = "hypothetical"
    COMMANDED = "commanded"


class Genericity(StrEnum):
    """Whether one occurrence can be identified."""

    SPECIFIC = "specific"
    ITERATIVE = "iterative"
    HABITUAL = "habitual"
    GENERIC = "generic"


class ActorRole(StrEnum):
    """What an actor does in the asserted event."""

    AGENT = "agent"
    PATIENT = "patient"
    RECIPIENT = "recipient"
    THEME = "theme"
    INSTRUMENT = "instrument"
    OTHER = "other"


class ActorKind(StrEnum):
    """What sort of actor an entry of the actor table is."""

    ARMED_GROUP = "armed_group"
    STATE_FORCE = "state_force"
    GOVERNMENT_BODY = "government_body"
    INTERNATIONAL_FORCE = "international_force"
    ETHNIC_OR_SOCIAL_GROUP = "ethnic_or_social_group"
    ORGANISATION = "organisation"
    PERSON = "person"
    UNKNOWN = "unknown"


class Quantifier(StrEnum):
    """How much of a class is meant."""

    ALL = "all"
    ALMOST_ALL = "almost_all"
    MAJORITY = "majority"
    MANY = "many"
    SOME = "some"
    FEW = "few"
    ONE = "one"
    NONE = "none"
    UNSPECIFIED = "unspecified"


class QuantityOf(StrEnum):
    """What is counted."""

    KILLED = "killed"
    INJURED = "injured"
    ABDUCTED = "abducted"
    DISPLACED = "displaced"
    FIGHTERS = "fighters"
    WEAPONS = "weapons"
    MONEY = "money"
    OTHER = "other"


class Operator(StrEnum):
    """How the members of an actor group are joined."""

    AND = "AND"
    OR = "OR"


class AboutHow(StrEnum):
    """What a claim does to an earlier one that it speaks of."""

    CONFIRMS = "confirms"
    DENIES = "denies"
    EXPLAINS = "explains"
    REPEATS = "repeats"


class Flag(StrEnum):
    """What a reader should be wary of."""

    SENSATIONAL = "sensational"
    VAGUE = "vague"
    LOADED_TERM = "loaded_term"
    TRANSLATION_ARTIFACT = "translation_artifact"
    ETHNIC_GENERALISATION = "ethnic_generalisation"
    ACCUSATION_SMALL_CLASS = "accusation_small_class"
    NARRATOR_ENDORSED = "narrator_endorsed"
    SCARE_QUOTES = "scare_quotes"

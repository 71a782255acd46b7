"""The words that content, code, evals and the command line share. Source: the public contract."""

from enum import StrEnum


class Theme(StrEnum):
    """What a reflection is about for the writer; one to four usually hold."""

    INTRUSION = "intrusion"
    AVOIDANCE = "avoidance"
    AROUSAL = "arousal"
    EXHAUSTION = "exhaustion"
    SELF_DOUBT = "self_doubt"
    MORAL_DISTRESS = "moral_distress"
    GRIEF_LOSS = "grief_loss"
    BOUNDARIES = "boundaries"
    COUNTERTRANSFERENCE = "countertransference"
    WORKLOAD = "workload"
    ISOLATION = "isolation"
    SAFETY_THREAT = "safety_threat"
    IDENTITY_STRESS = "identity_stress"
    SPILLOVER = "spillover"
    WORLDVIEW = "worldview"
    GROWTH = "growth"


class Approach(StrEnum):
    """What a library entry offers; an entry carries one to four."""

    GROUNDING = "grounding"
    BREATHING_RELAXATION = "breathing_relaxation"
    TRANSITION_RITUAL = "transition_ritual"
    LOW_IMPACT_DEBRIEFING = "low_impact_debriefing"
    PEER_SUPPORT = "peer_support"
    SUPERVISION = "supervision"
    REFLECTIVE_PRACTICE = "reflective_practice"
    BOUNDARY_SETTING = "boundary_setting"
    CASELOAD_BALANCE = "caseload_balance"
    WORKLOAD_MANAGEMENT = "workload_management"
    SLEEP = "sleep"
    MOVEMENT = "movement"
    NUTRITION = "nutrition"
    MINDFULNESS = "mindfulness"
    SELF_COMPASSION = "self_compassion"
    COGNITIVE_REFRAMING = "cognitive_reframing"
    CONSCIOUS_NARRATIVE = "conscious_narrative"
    VALUES_MEANING = "values_meaning"
    VICARIOUS_RESILIENCE = "vicarious_resilience"
    EMOTION_REGULATION = "emotion_regulation"
    TRAUMA_TRAINING = "trauma_training"
    SELF_MONITORING = "self_monitoring"
    AFTER_CLIENT_SUICIDE = "after_client_suicide"
    VIOLENCE_AFTERCARE = "violence_aftercare"
    MORAL_DISTRESS_CONSULTATION = "moral_distress_consultation"
    TIME_OFF = "time_off"
    ORGANISATIONAL_CULTURE = "organisational_culture"
    ORGANISATIONAL_DEBRIEFING = "organisational_debriefing"
    ORGANISATIONAL_POLICY = "organisational_policy"
    ORGANISATIONAL_TRAINING = "organisational_training"
    NOVICE_SUPPORT = "novice_support"
    REMOTE_WORK = "remote_work"
    IDENTITY_AFFIRMING_SUPPORT = "identity_affirming_support"
    MOURNING_RITUAL = "mourning_ritual"
    ENDINGS = "endings"
    CREATIVE_EXPRESSION = "creative_expression"
    SOCIAL_CONNECTION = "social_connection"
    ETHICS_CONSULTATION = "ethics_consultation"
    PERSONAL_THERAPY = "personal_therapy"
    EXPOSURE_DOSING = "exposure_dosing"


class FindingKind(StrEnum):
    """What screening can notice in a reflection."""

    SUICIDALITY = "suicidality"
    HARM_TO_OTHERS = "harm_to_others"
    ABUSE_CONCERN = "abuse_concern"
    VIOLENCE_TOWARD_CLINICIAN = "violence_toward_clinician"
    IMPAIRMENT = "impairment"
    BOUNDARY_CONCERN = "boundary_concern"
    MEDICAL_EMERGENCY = "medical_emergency"
    CLIENT_DEATH = "client_death"
    SUPERVISOR_CONCERN = "supervisor_concern"
    CLINICAL_ADVICE_REQUEST = "clinical_advice_request"
    PROMPT_INJECTION = "prompt_injection"
    OFF_TOPIC = "off_topic"


class Subject(StrEnum):
    """Whose risk, act or experience it is (the experiencer, in ConText's word)."""

    SELF = "self"
    CLIENT = "client"
    OTHER = "other"


class Currency(StrEnum):
    """Whether something may still have to be done or decided."""

    CURRENT = "current"
    PAST = "past"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class Certainty(StrEnum):
    """Whether the words tell."""

    CLEAR = "clear"
    UNCLEAR = "unclear"


class Route(StrEnum):
    """What happens with a reflection; the order is the order of precedence."""

    CRISIS = "crisis"
    CLARIFY = "clarify"
    URGENT = "urgent"
    POSTVENTION = "postvention"
    DECLINE = "decline"
    PROCEED = "proceed"


class IdentifierKind(StrEnum):
    """What is masked."""

    NAME = "NAME"
    PLACE = "PLACE"
    ORG = "ORG"
    DATE = "DATE"
    AGE = "AGE"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    URL = "URL"
    HANDLE = "HANDLE"
    ID = "ID"


class Facet(StrEnum):
    """What one sentence of a reflection does."""

    EVENT = "event"
    CLIENT_STORY = "client_story"
    OWN_FEELING = "own_feeling"
    BODY = "body"
    THOUGHT = "thought"
    ACTION_TAKEN = "action_taken"
    RELATIONSHIP = "relationship"
    SYSTEM = "system"
    NEED = "need"
    QUESTION = "question"
    STRENGTH = "strength"


class Level(StrEnum):
    """Who can do what an entry offers."""

    INDIVIDUAL = "individual"
    PEER = "peer"
    SUPERVISION = "supervision"
    TEAM = "team"
    ORGANISATION = "organisation"


class EntryType(StrEnum):
    """What an entry is for."""

    RECOGNISE = "recognise"
    PRACTICE = "practice"
    PEER = "peer"
    SUPERVISION = "supervision"
    TEAM = "team"
    ORGANISATION = "organisation"
    SAFETY = "safety"


class Phase(StrEnum):
    """When an entry helps."""

    FIRST_HOUR = "first_hour"
    SAME_DAY = "same_day"
    WEEK = "week"
    LONG_TERM = "long_term"
    PREVENTION = "prevention"


class Status(StrEnum):
    """Where an entry stands in the workflow; only published entries are retrieved."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PUBLISHED = "published"
    RETIRED = "retired"


class Grade(StrEnum):
    """Evidence: A meta-analysis or trial, B cohort or correlational, C consensus, D practice wisdom."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Function(StrEnum):
    """What a supervision question is for (Proctor 1986)."""

    FORMATIVE = "formative"
    NORMATIVE = "normative"
    RESTORATIVE = "restorative"


class Lens(StrEnum):
    """Where a supervision question looks (the seven eyes of Hawkins and Shohet)."""

    CLIENT = "client"
    INTERVENTIONS = "interventions"
    RELATIONSHIP = "relationship"
    CLINICIAN = "clinician"
    SUPERVISORY_RELATIONSHIP = "supervisory_relationship"
    SUPERVISOR = "supervisor"
    CONTEXT = "context"


class Check(StrEnum):
    """What verification holds against a statement."""

    EVIDENCE = "evidence"
    EXPERIENCER = "experiencer"
    POLARITY = "polarity"
    INTENSITY = "intensity"
    NEW_FACT = "new_fact"
    ADVICE = "advice"
    DIAGNOSIS = "diagnosis"
    GRAPHIC = "graphic"
    CITATION = "citation"


class Locale(StrEnum):
    """Where the writer is; decides which crisis resources are shown."""

    US = "US"
    GB = "GB"
    IE = "IE"
    CA = "CA"
    AU = "AU"
    NZ = "NZ"

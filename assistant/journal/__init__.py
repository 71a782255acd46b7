"""What a clinician chose to keep: off until chosen, encrypted at rest, deleted for certain."""

"""The domain's words as frozen models, in the order in which the pipeline makes them."""

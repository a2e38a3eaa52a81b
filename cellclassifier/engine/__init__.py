"""Training, prediction and attribution with Keras; runs in the worker process only."""

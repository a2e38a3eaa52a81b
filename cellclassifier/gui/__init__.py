"""The window; knows neither TensorFlow nor the engine."""

import gc

# What is loaded stays: looking for garbage among it is a tenth of the time to start.
gc.set_threshold(10_000, 10, 10)

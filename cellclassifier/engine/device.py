"""The device that networks run on, in words."""

import os

import tensorflow as tf


def describe() -> str:
    """Return the device that will be used, such as "NVIDIA RTX 3060"."""
    gpus = tf.config.list_physical_devices("GPU")
    if gpus:
        details = tf.config.experimental.get_device_details(gpus[0])
        return str(details.get("device_name", "a GPU"))
    return f"the processor ({os.cpu_count()} cores); no GPU was found"

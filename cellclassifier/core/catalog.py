"""What a user can choose by name: networks and attribution methods.

A key is the name of the module in `engine.architectures` or `engine.attributions`, so
that the window lists the choices without importing TensorFlow.
"""

from typing import NamedTuple


class Choice(NamedTuple):
    """An entry of a catalogue.

    Attributes:
        label: Its name for people.
        help: One line about it.
        options: Of a network, the fields in `NETWORK_OPTIONS` that change it.
    """

    label: str
    help: str
    options: frozenset[str] = frozenset()


NETWORK_OPTIONS = frozenset({"extra_dense", "dropout", "l2"})
"""Fields of `TrainSpec` that only some networks have."""

ARCHITECTURES: dict[str, Choice] = {
    "deep": Choice(
        "Deep (article)",
        "Nine 3x3 convolutions of which some share their weights, then dense layers "
        "of 512 and 50: the network of the article.",
        frozenset({"extra_dense"}),
    ),
    "deep_sequential": Choice(
        "Deep, in a row (article's script)",
        "Nine 3x3 convolutions in a row, then dense layers of 512 and 50; for tiles "
        "of 256 pixels and more.",
        frozenset({"extra_dense"}),
    ),
    "alexnet": Choice(
        "AlexNet (article)",
        "Five convolutions with batch normalisation and two dense layers of 2048: 27 "
        "million parameters, so prone to overfit.",
        frozenset({"dropout", "l2"}),
    ),
    "compact": Choice(
        "Compact (modern)",
        "Convolutions with shortcuts and batch normalisation, averaged over the whole "
        "tile: few parameters, sure to learn, fast.",
        frozenset({"dropout"}),
    ),
}

ATTRIBUTIONS: dict[str, Choice] = {
    "gradient_input": Choice(
        "Gradient x input",
        "How strongly each pixel, at its own brightness, argues for the class: the "
        "gradient of the class's log-odds times the input.",
    ),
    "integrated_gradients": Choice(
        "Integrated gradients",
        "Gradients summed on the way from the blurred tile (or black) to the tile: "
        "the map adds up to the change of the log-odds.",
    ),
    "occlusion": Choice(
        "Occlusion",
        "What the log-odds lose where a square is covered with the median of its "
        "surroundings: no gradient, but slow.",
    ),
    "combined": Choice(
        "Combined (article)",
        "The mean of occlusion and gradient x input, each divided by its maximum; how "
        "much, not for or against.",
    ),
    "smooth_gradient": Choice(
        "SmoothGrad x input",
        "Gradient x input with the gradient averaged over noisy copies of the tile.",
    ),
    "hires_cam": Choice(
        "HiResCAM",
        "What each place of the last convolution argues for; fast, and coarse.",
    ),
    "article": Choice(
        "As in the article",
        "The absolute gradient of the class's probability times the input, shown as a "
        "share of its maximum.",
    ),
}

HEADS: dict[str, Choice] = {
    "softmax": Choice("Softmax", "One unit a class; probabilities that add up to 1."),
    "sigmoid": Choice(
        "Sigmoid (two classes)",
        "One unit, the probability of the second class, with binary cross-entropy.",
    ),
}

OPTIMIZERS: dict[str, Choice] = {
    "adam": Choice("Adam", "Steps scaled by the gradient's own size; the article's."),
    "adamw": Choice("AdamW", "Adam, with weights that shrink a little at each step."),
    "sgd": Choice("SGD", "Steps along the gradient, with momentum."),
}

SCHEDULES: dict[str, Choice] = {
    "constant": Choice("not", "The same learning rate throughout, as in the article."),
    "cosine": Choice(
        "along a cosine",
        "To zero along half a cosine, so that runs which differ in seed end closer "
        "together.",
    ),
    "plateau": Choice(
        "on a plateau", "By half whenever the validation loss has stopped falling."
    ),
    "inverse": Choice(
        "by number of changes", "Divided by 1 + decay x changes of the weights so far."
    ),
}

CLASS_WEIGHTS: dict[str, Choice] = {
    "none": Choice("none", "Every tile counts the same."),
    "balanced": Choice(
        "balanced", "Every class counts the same, however many tiles it has."
    ),
}

OUT_OF_MEMORY: dict[str, Choice] = {
    "halve": Choice("halve the minibatch", "Go on with half the minibatch, and tell."),
    "stop": Choice("stop", "End the run with a sentence that says what to do."),
}

KEEP_EPOCHS: dict[str, Choice] = {
    "none": Choice("none", "Only the network that the training leaves at its end."),
    "some": Choice(
        "some",
        "Before training, and after epochs 1, 2, 3, 4, 6, 8, 12, 16, 24 and so on; "
        "none of them where they would take over 200 MB a run.",
    ),
    "all": Choice("all", "Before training, and after each epoch, whatever it takes."),
}

MARKED_LABELS: dict[str, Choice] = {
    "used": Choice("used", "In training and validation, as all others."),
    "left out": Choice("left out", "Neither in training nor in validation."),
}

MASKED: dict[str, Choice] = {
    "none": Choice("not", "The network sees whole tiles."),
    "clumps only": Choice(
        "clumps only", "All but the clumps is replaced by even light and noise."
    ),
    "without clumps": Choice(
        "without clumps", "Each clump is replaced by what lies around it."
    ),
}

SIZE_UNITS: dict[str, Choice] = {
    "tiles": Choice("tiles a class", "Drawn one by one, from whatever group."),
    "groups": Choice(
        "groups a class", "Whole dishes, wells, animals or days, with all their tiles."
    ),
}

CONTROLS: dict[str, Choice] = {
    "shuffled": Choice(
        "Shuffled labels",
        "Classes are dealt at random among the images of each group; the test has to "
        "stay at chance, or something leaks.",
    ),
    "clumps only": Choice(
        "Clumps only",
        "Of each tile the network sees its clumps alone, on an even ground: do they "
        "suffice?",
    ),
    "without clumps": Choice(
        "Without clumps",
        "Clumps are replaced by what lies around them: does anything else tell the "
        "classes apart?",
    ),
}

VARYING: dict[str, Choice] = {
    "seed": Choice(
        "seed", "Starting weights and order alone: the noise of training itself."
    ),
    "split": Choice(
        "seed and split", "Also which groups are validation, and which tiles are drawn."
    ),
    "folds": Choice(
        "fold kept aside", "k-fold validation: as many folds as there are runs."
    ),
}

LANDSCAPES: dict[str, Choice] = {
    "line": Choice(
        "Along a gradient",
        "The loss of several minibatches while the weights go along the gradient of "
        "one of them.",
    ),
    "agreement": Choice(
        "Agreement of gradients",
        "How far the gradient of each minibatch points as those of the others do.",
    ),
    "slice": Choice(
        "Two directions",
        "The loss over two random directions, and how it differs between minibatches.",
    ),
    "input": Choice(
        "Over the input",
        "The loss while a tile's pixels, not the weights, go along their gradient.",
    ),
    "exactness": Choice(
        "How exact the gradient is",
        "Differences of the loss itself against what backpropagation tells.",
    ),
}

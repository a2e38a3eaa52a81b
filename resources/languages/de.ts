<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>cellclassifier</name>
        <message>
            <location filename="../../cellclassifier/core/attribution_figure.py" />
            <source>A figure is a file ending in .png, .svg or .pdf, not '{path}'. Nothing was written.</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_figure.py" />
            <source>A figure holds 1 to {most} tiles, not {tiles:,}. Choose fewer. Nothing was written.</source>
            <extracomment>Put in: most, tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>Steps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>Points between baseline and tile at which the gradient is taken. Where the map misses the change of the log-odds by more than 5 %, they are doubled once.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>Baseline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>What the tile is compared with: the same tile, blurred until its details are gone; or black, against which whatever is bright counts.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>Blur</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>Standard deviation of the blur. Automatic: a tenth of the tile's side.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>px</source>
            <translation>px</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>Samples</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>Noisy copies of the tile whose gradients are averaged.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>Noise</source>
            <translation>Rauschen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>Standard deviation of the noise, as a share of the range between the tile's darkest and brightest pixel.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>of the range</source>
            <translation>des Bereichs</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>Seed</source>
            <translation>Startwert</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>What the noise is drawn from: the same seed, the same map.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>Window</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>Side of the square that is covered. Automatic: an eighth of the tile's side.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>Stride</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>How far the window moves; the time grows with the square of what it is divided by. Automatic: half the window.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>Unit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>Pixels of the tile as the network sees it, or micrometres where the image carries its pixel size.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>Channels</source>
            <translation>Kanäle</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/attribution_spec.py" />
            <source>Cover all channels at once; or one after the other, which takes as many times longer and tells them apart.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Deep (article)</source>
            <translation>Tief (Artikel)</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Nine 3x3 convolutions of which some share their weights, then dense layers of 512 and 50: the network of the article.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Deep, in a row (article's script)</source>
            <translation>Tief, in einer Reihe (Skript des Artikels)</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Nine 3x3 convolutions in a row, then dense layers of 512 and 50; for tiles of 256 pixels and more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>AlexNet (article)</source>
            <translation>AlexNet (Artikel)</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Five convolutions with batch normalisation and two dense layers of 2048: 27 million parameters, so prone to overfit.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Compact (modern)</source>
            <translation>Kompakt (modern)</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Convolutions with shortcuts and batch normalisation, averaged over the whole tile: few parameters, sure to learn, fast.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Gradient x input</source>
            <translation>Gradient x Eingang</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>How strongly each pixel, at its own brightness, argues for the class: the gradient of the class's log-odds times the input.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Integrated gradients</source>
            <translation>Integrierte Gradienten</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Gradients summed on the way from the blurred tile (or black) to the tile: the map adds up to the change of the log-odds.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Occlusion</source>
            <translation>Verdeckung</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>What the log-odds lose where a square is covered with the median of its surroundings: no gradient, but slow.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Combined (article)</source>
            <translation>Kombiniert (Artikel)</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>The mean of occlusion and gradient x input, each divided by its maximum; how much, not for or against.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>SmoothGrad x input</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Gradient x input with the gradient averaged over noisy copies of the tile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>HiResCAM</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>What each place of the last convolution argues for; fast, and coarse.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>As in the article</source>
            <translation>Wie im Artikel</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>The absolute gradient of the class's probability times the input, shown as a share of its maximum.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Softmax</source>
            <translation>Softmax</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>One unit a class; probabilities that add up to 1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Sigmoid (two classes)</source>
            <translation>Sigmoid (zwei Klassen)</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>One unit, the probability of the second class, with binary cross-entropy.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Adam</source>
            <translation>Adam</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Steps scaled by the gradient's own size; the article's.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>AdamW</source>
            <translation>AdamW</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Adam, with weights that shrink a little at each step.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>SGD</source>
            <translation>SGD</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Steps along the gradient, with momentum.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>not</source>
            <translation>nicht</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>The same learning rate throughout, as in the article.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>along a cosine</source>
            <translation>entlang eines Kosinus</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>To zero along half a cosine, so that runs which differ in seed end closer together.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>on a plateau</source>
            <translation>auf einem Plateau</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>By half whenever the validation loss has stopped falling.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>by number of changes</source>
            <translation>nach Zahl der Änderungen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Divided by 1 + decay x changes of the weights so far.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>none</source>
            <translation>keine</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Every tile counts the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>balanced</source>
            <translation>ausgeglichen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Every class counts the same, however many tiles it has.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>halve the minibatch</source>
            <translation>Minibatch halbieren</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Go on with half the minibatch, and tell.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>stop</source>
            <translation>anhalten</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>End the run with a sentence that says what to do.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Only the network that the training leaves at its end.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>some</source>
            <translation>einige</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Before training, and after epochs 1, 2, 3, 4, 6, 8, 12, 16, 24 and so on; none of them where they would take over 200 MB a run.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>all</source>
            <translation>alle</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Before training, and after each epoch, whatever it takes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>used</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>In training and validation, as all others.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>left out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Neither in training nor in validation.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>The network sees whole tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>clumps only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>All but the clumps is replaced by even light and noise.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>without clumps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Each clump is replaced by what lies around it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>tiles a class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Drawn one by one, from whatever group.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>groups a class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Whole dishes, wells, animals or days, with all their tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Shuffled labels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Classes are dealt at random among the images of each group; the test has to stay at chance, or something leaks.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Clumps only</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Of each tile the network sees its clumps alone, on an even ground: do they suffice?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Without clumps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Clumps are replaced by what lies around them: does anything else tell the classes apart?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>seed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Starting weights and order alone: the noise of training itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>seed and split</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Also which groups are validation, and which tiles are drawn.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>fold kept aside</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>k-fold validation: as many folds as there are runs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Along a gradient</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>The loss of several minibatches while the weights go along the gradient of one of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Agreement of gradients</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>How far the gradient of each minibatch points as those of the others do.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Two directions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>The loss over two random directions, and how it differs between minibatches.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Over the input</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>The loss while a tile's pixels, not the weights, go along their gradient.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>How exact the gradient is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/catalog.py" />
            <source>Differences of the loss itself against what backpropagation tells.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>Clump radius</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>Radius of a usual clump in the image as it was recorded: the one setting that matters. Clumps of half to twice of it are found.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>Pixels of the image, or micrometres where every image carries its pixel size.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>Threshold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>A clump stands out by this many standard deviations of the control's texture (1.4826 MAD, which clumps barely move). More: fewer clumps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>deviations</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>Smallest clump</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>What is smaller than this share of the usual area is no clump.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>of the area</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>Largest clump</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>What is larger than this many usual areas is no clump; several that touch count as one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>areas</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>Widen by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>Outlines are moved out by this many pixels of the network's tile, since convolutions and pooling blur an attribution.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>Channel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>Number of the channel that shows the clumps, from 1. 0: the mean of all channels.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>Control class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>The class without clumps, from whose training tiles the threshold comes. Empty: the class that is called control or alike.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>Own masks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clump_spec.py" />
            <source>A folder of masks (PNG or TIFF, 0 outside clumps; ImageJ .roi or .zip), named as the images, which are used instead of finding clumps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clumps/answers.py" />
            <source>The answers cannot be read from {path} ({name}: {error}). Nothing else was lost: delete that folder, and measure again.</source>
            <extracomment>Put in: error, name, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clumps/doses.py" />
            <source>There is no clump to put into the tile: none lies wholly inside of the tiles that were given. Choose tiles with clumps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clumps/masks.py" />
            <source>There is no mask in {folder}; expected files named as the images, ending in {value}. Choose another folder.</source>
            <extracomment>Put in: folder, value.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clumps/masks.py" />
            <source>The mask {path}: {error}</source>
            <extracomment>Put in: error, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clumps/masks.py" />
            <source>{path} holds regions of ImageJ, for which the package 'roifile' is needed. Save the regions as a mask in ImageJ (Edit &gt; Selection &gt; Create Mask) as PNG or TIFF, or use it. {how_to_install}</source>
            <extracomment>Put in: how_to_install, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clumps/masks.py" />
            <source>The regions in {path} cannot be read ({error}). Save them again in ImageJ, or as a mask (PNG or TIFF).</source>
            <extracomment>Put in: error, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clumps/over_runs.py" />
            <source>Tile {number} is of another image in one of the runs, so that they cannot be put together. Compare runs that were made of the same set.</source>
            <extracomment>Put in: number.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clumps/over_runs.py" />
            <source>What was measured cannot be read from {folder} ({name}: {error}). Nothing else was lost: delete that folder, and measure again.</source>
            <extracomment>Put in: error, folder, name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clumps/plan.py" />
            <source>The set '{test}' has not been predicted yet, so there is nothing to measure. Predict it first.</source>
            <extracomment>Put in: test.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clumps/study.py" />
            <source>No tile of '{test}' has an attribution by this method yet, so there is nothing to measure. Explain the set first.</source>
            <extracomment>Put in: test.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clumps/study.py" />
            <source>The set '{test}' has not been predicted yet, so there is no class to explain. Predict it first.</source>
            <extracomment>Put in: test.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clumps/tiles.py" />
            <source>There is no class '{class_name}'. This run has: {classes}.</source>
            <extracomment>Put in: class_name, classes.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/clumps/tiles.py" />
            <source>The image {path} is gone or was changed since the run was made, so that clumps in it would not fit the attribution. Put the old one back.</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/comparison/comparing.py" />
            <source>There is no number '{metric}' to compare. Choose one of {metrics}.</source>
            <extracomment>Put in: metric, metrics.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/comparison/comparing.py" />
            <source>There is nothing to compare. Choose an experiment.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/comparison/curve_figure.py" />
            <source>No run has measured an epoch yet: train runs before drawing their curves.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/comparison/figures.py" />
            <source>No run has a result to draw yet: train runs, or predict the test set with those there are.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/comparison/scored.py" />
            <source>The predictions {path} are gone ({strerror}) since the runs were chosen. Choose them again, or predict the test set again.</source>
            <extracomment>Put in: path, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/comparison/sets.py" />
            <source>The runs of '{variant}' have no test set '{test}'; they have {known}. Choose one of those, or predict that folder with these runs.</source>
            <extracomment>Put in: known, test, variant.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/comparison/stored.py" />
            <source>{folder} does not hold the tables of a comparison ({strerror}: {path}). It needs {runs}, {epochs} and {groups}: write the comparison again, or choose the folder that it was written to.</source>
            <extracomment>Put in: epochs, folder, groups, path, runs, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/comparison/stored.py" />
            <source>The tables in {folder} are damaged, or were changed ({error!r}). Write the comparison again.</source>
            <extracomment>Put in: error, folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/comparison/trivial_lines.py" />
            <source>What was measured of tiles cannot be kept in {parent} ({strerror}). Nothing was changed. Free space.</source>
            <extracomment>Put in: parent, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/comparison/trivial_lines.py" />
            <source>The image {path} is gone or was changed since the run was made, so that it cannot be told what needs no network. Put the old one back.</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/comparison/written.py" />
            <source>No run has a result to compare yet: train runs, or predict the test set with those there are. Nothing was written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/comparison/written.py" />
            <source>The comparison could not be written to {folder} ({strerror}). Free space, or choose another folder.</source>
            <extracomment>Put in: folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/comparison/written.py" />
            <source>{folder} is not empty, and holds no comparison. Nothing was written. Choose a new or an empty folder.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/contact_sheet.py" />
            <source>A contact sheet is a file ending in .png, .svg or .pdf, not '{path}'. Nothing was written.</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/contact_sheet.py" />
            <source>A contact sheet holds 1 to {most} tiles, not {tiles:,}. Choose fewer. Nothing was written.</source>
            <extracomment>Put in: most, tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/contents.py" />
            <source>No training images are chosen yet: pick their folder first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/control_class.py" />
            <source>There is no class '{asked}' to be the control; this run has {classes}. Name one of these.</source>
            <extracomment>Put in: asked, classes.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/demo.py" />
            <source>The example could not be written to '{folder}' ({strerror}). Choose a folder that you may write to, with 100 MB free.</source>
            <extracomment>Put in: folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/entries.py" />
            <source>a file of the operating system, not an image.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/entries.py" />
            <source>only {width} x {height} pixels; expected at least {smallest_side} x {smallest_side}. Take the image in its full size.</source>
            <extracomment>Put in: height, smallest_side, width.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/entries.py" />
            <source>every pixel is {flat}: there is nothing to see. Check whether the exposure or the export failed.</source>
            <extracomment>Put in: flat.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/evaluation/calibration.py" />
            <source>A temperature needs at least {least_tiles} validation tiles of known class, and there are {n}. Keep more for validation in the next training. {kept}</source>
            <extracomment>Put in: kept, least_tiles, n.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/evaluation/calibration.py" />
            <source>A temperature needs validation tiles of at least two classes, and all {n} are of `{true_classes}`. Keep more for validation in the next training. {kept}</source>
            <extracomment>Put in: kept, n, true_classes.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/evaluation/calibration.py" />
            <source>All {n} validation tiles are predicted right, so that nothing shows how often the network errs when it is sure: there is no temperature. Keep more tiles for validation in the next training. {kept}</source>
            <extracomment>Put in: kept, n.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/evaluation/disagreement.py" />
            <source>Runs can be compared where they tell the same classes apart. One has {named}, another {named_2}. Choose runs of the same classes; no predictions are lost.</source>
            <extracomment>Put in: named, named_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/evaluation/disagreement.py" />
            <source>Runs can be compared on tiles that all of them predicted, and there is none: they cut the images in different ways, or predicted other images. Predict the same folder with runs of the same tiles; no predictions are lost.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/evaluation/disagreement.py" />
            <source>The true class of {changed:,} of {tiles:,} tiles is not the same for all runs: images were moved to other classes between them. Predict the test set again with each run; no predictions are lost.</source>
            <extracomment>Put in: changed, tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/evaluation/evaluate.py" />
            <source>Numbers need tiles whose true class is known, and the class of none of these {tiles} is. Predict a folder with one sub-folder for each class to get numbers; the predictions themselves are kept.</source>
            <extracomment>Put in: tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>What the experiment is called; without one, after its networks.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>Runs</source>
            <translation>Läufe</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>How often each network is trained on each kind of data.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>Runs differ in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>Initialisation and order alone; or also which groups are validation; or k-fold validation, in which each fold is kept aside once.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>First seed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>The runs take this seed and the ones that follow.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>Networks</source>
            <translation>Netze</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>Alike for all networks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>Names of settings of the training that were asked for: every network has them as they are, where it would have its own.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>Data</source>
            <translation>Daten</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>Sizes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>Counted in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>Whether sizes are numbers of tiles or of whole groups.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>Controls</source>
            <translation>Kontrollen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>Train the same again where what was to be learnt is not there, or alone is: with shuffled labels, with the clumps alone, or without them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>Clumps</source>
            <translation>Klumpen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiment_spec.py" />
            <source>How clumps are found for these controls; without it as the study's masking says.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiments.py" />
            <source>This experiment keeps each of its {runs} folds aside once, so that there is none to add. Make a new experiment with more folds.</source>
            <extracomment>Put in: runs.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiments.py" />
            <source>There is no run of '{variant}' left to go by. Make a new experiment.</source>
            <extracomment>Put in: variant.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiments.py" />
            <source>The images have been changed since this experiment was made, so more runs of it could not be compared with those there are. Make a new experiment.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/experiments.py" />
            <source>The experiment could not be written to {folder} ({strerror}). No run was made. Free space, or choose another study folder.</source>
            <extracomment>Put in: folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/exported/cellmodel.py" />
            <source>There is no model {path}. Name a {endings} file that was exported from a study.</source>
            <extracomment>Put in: endings, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/exported/facts.py" />
            <source>{name} in {name_2} is damaged ({error_count} faults). Export the network again from its study.</source>
            <extracomment>Put in: error_count, name, name_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/exported/facts.py" />
            <source>{name} was exported by a newer version of Cell Classifier. Update the program to use it.</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/exported/facts.py" />
            <source>Expected {wanted} for the format {form}. Received: {out}</source>
            <extracomment>Put in: form, out, wanted.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/czi_blocks.py" />
            <source>is one of several files of an image. Save it as one in ZEN.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/czi_blocks.py" />
            <source>holds no image in full size. Save it as TIFF in ZEN.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/czi_blocks.py" />
            <source>is packed in a way that is not read here (number {compression}). Save it in ZEN without compression, or as TIFF.</source>
            <extracomment>Put in: compression.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/extras.py" />
            <source>is a {kind} file. Save it as TIFF, or use the package of extra readers. {how_to_install}</source>
            <extracomment>Put in: how_to_install, kind.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/planes.py" />
            <source>is {found}; expected a single plane. Choose {advice} under Images.</source>
            <extracomment>Put in: advice, found.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/planes.py" />
            <source>has {size} {what}{many}, and no {what} {number}. Choose another {what} under Images.</source>
            <extracomment>Put in: many, number, size, what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/planes.py" />
            <source>holds {scenes} image{many}, and no image {number}. Choose another image in the file under Images.</source>
            <extracomment>Put in: many, number, scenes.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/planes.py" />
            <source>holds {scenes} images; expected one. Choose which of them under Images, or save each as a file of its own.</source>
            <extracomment>Put in: scenes.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/raster.py" />
            <source>is of the kind {decode}; expected a binary PGM (P5) or PPM (P6). Save it as TIFF or PNG.</source>
            <extracomment>Put in: decode.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/raster.py" />
            <source>holds several pictures; expected one. Save one of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/tiff_frames.py" />
            <source>lacks the pixels of plane {number}, which its header names. Find the files that belong to it, or save it again.</source>
            <extracomment>Put in: number.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/tiff_frames.py" />
            <source>lacks the pixels of some planes, which its header names. Find the files that belong to it, or save it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/tiff_values.py" />
            <source>has {name} colours; expected grey or RGB. Save it as one of them.</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/tiff_values.py" />
            <source>has a last channel that is marked as transparency, but holds an image. Save the channels as a multi-channel TIFF (such as ImageJ's).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/vendor_czi.py" />
            <source>mixes grey and colour channels. Save each as TIFF in ZEN.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/vendor_czi.py" />
            <source>has blocks along '{axis}'. Save it as TIFF in ZEN.</source>
            <extracomment>Put in: axis.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/vendor_czi.py" />
            <source>lacks {expected} of {expected_2} planes: the recording was stopped or cut short. Save the whole part of it in ZEN.</source>
            <extracomment>Put in: expected, expected_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/vendor_lif.py" />
            <source>holds lifetimes or lines, not images. Save it as TIFF.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/vendor_nd2.py" />
            <source>lacks plane {plane} at time point {time}: the recording was stopped before it. Choose others under Images, or save it as TIFF.</source>
            <extracomment>Put in: plane, time.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/formats/vendor_oif.py" />
            <source>lacks {expected} of its {expected_2} planes. Copy the folder '.oif.files' that belongs to it as well, or save it as OIB.</source>
            <extracomment>Put in: expected, expected_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/group_table.py" />
            <source>Row {number} of {path} names no {value}: each row has to name a file and its group. Fill it in, or take the row out.</source>
            <extracomment>Put in: number, path, value.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/group_table.py" />
            <source>The table {path} lists no files. Add a row for each image, with its file and its group.</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/group_table.py" />
            <source>{path} is no table that can be read ({error}). Save it as CSV, with the columns 'file' and 'group'.</source>
            <extracomment>Put in: error, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/group_table.py" />
            <source>The table of groups {path} cannot be opened ({strerror}). Choose it again, or group the images in another way.</source>
            <extracomment>Put in: path, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/group_table.py" />
            <source>The table of groups {path} is not UTF-8 text. Save it as 'CSV UTF-8'; an Excel workbook has to be saved as CSV first.</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/group_table.py" />
            <source>The table of groups {path} is empty. Expected a line with 'file' and 'group', and below it a line for each image.</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/group_table.py" />
            <source>The first line of {path} has to name the columns 'file' and 'group', but it has {came}{more}. Rename its columns.</source>
            <extracomment>Put in: came, more, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/group_table.py" />
            <source>{path} lists {file} twice, with the groups '{one}' and '{other}'. Take the wrong row out.</source>
            <extracomment>Put in: file, one, other, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/group_table.py" />
            <source>{path} lists {name}, but there are {same} files of that name ({same_2} and {same_3}). Write their paths below the folder of images.</source>
            <extracomment>Put in: name, path, same, same_2, same_3.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/group_table.py" />
            <source>{number} missing in {path}, of {of} in the folder (such as {missing}). Without a group, images of one dish could land on both sides of the split: add a row for each.</source>
            <extracomment>Put in: missing, number, of, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/grouping.py" />
            <source>Groups are to come from a table, but none is chosen. Choose a CSV file with the columns 'file' and 'group', or group the images in another way.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/images.py" />
            <source>not an image: {suffix} is not among {formats}.</source>
            <extracomment>Put in: formats, suffix.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/images.py" />
            <source>holds {dtype} values; expected whole or real numbers.</source>
            <extracomment>Put in: dtype.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/images.py" />
            <source>{bad} of {size} values are not numbers (NaN or infinite). Replace them in the program that made the image.</source>
            <extracomment>Put in: bad, size.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/inside/features.py" />
            <source>Expected the name of a layer and which use of it, such as conv16@2, but got '{key}'.</source>
            <extracomment>Put in: key.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/inside/landscape_plan.py" />
            <source>The run {id} has no test set, so there is no tile whose pixels could be changed. Predict a folder of images, and choose one of its tiles.</source>
            <extracomment>Put in: id.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/inside/landscape_plan.py" />
            <source>The run {id} did not keep the network of epoch {missing}; it kept those of {known}. Choose one of these, or train again with 'Networks of epochs' set to 'all'.</source>
            <extracomment>Put in: id, known, missing.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/inside/landscape_plan.py" />
            <source>The run {id} has no trained network, so there is no loss to look at. Choose a finished run, or train it first.</source>
            <extracomment>Put in: id.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/inside/landscape_plan.py" />
            <source>One minibatch alone cannot be compared with others. Choose {least} or more minibatches.</source>
            <extracomment>Put in: least.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/inside/landscape_plan.py" />
            <source>The run {id} has {tiles} training tiles, which is too few for {least} minibatch{value} of {size}. Choose minibatches of fewer tiles.</source>
            <extracomment>Put in: id, least, size, tiles, value.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/inside/landscape_plan.py" />
            <source>{tiles:,} tiles of {side} px would take {taken:.1f} GiB of memory; at most {most_bytes:.0f} GiB are used. Choose fewer minibatches, or fewer tiles in each.</source>
            <extracomment>Put in: most_bytes, side, taken, tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/inside/landscape_plan.py" />
            <source>The set '{test}' has no tile {tile}; its tiles are 0 to {tiles}.</source>
            <extracomment>Put in: test, tile, tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/inside/landscape_plan.py" />
            <source>The true class of tile {tile} of '{test}' is not known, and the loss is that of the true class. Choose a tile of a set with classes.</source>
            <extracomment>Put in: test, tile.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/intensity.py" />
            <source>The black point ({black:g}) lies at or above the white point ({white:g}). Set the black point lower, or the white point higher.</source>
            <extracomment>Put in: black, white.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/kernels.py" />
            <source>A kernel is a square of 3 x 3 or 5 x 5 numbers, but this one has {values} rows of {set} numbers. Fill in all rows.</source>
            <extracomment>Put in: set, values.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/kernels.py" />
            <source>Every value of a kernel has to be a number.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/kernels.py" />
            <source>'{text}' is not a number that a kernel can have. Type one such as 2, -0.5 or 1/9.</source>
            <extracomment>Put in: text.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>View</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>What is computed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>Epochs</source>
            <translation>Epochen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>After which epochs; 0 is before any training. Empty: the network that the run keeps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>Minibatches</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>How many minibatches of training tiles are compared.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>Minibatch</source>
            <translation>Minibatch</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>Tiles in each of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>tiles</source>
            <translation>Kacheln</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>Points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>How many points a curve has, or each side of a surface; an odd number, so that the one in the middle is the network itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>Reach</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>How far it goes to either side: along a gradient as a length; over two directions as a share of the size of each filter; over the input as a share of the tile's length.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>Tile</source>
            <translation>Kachel</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>Number of the tile of the test set whose pixels are changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>Test set</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>The set that this tile is of. Empty: the first of the run.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/landscape_spec.py" />
            <source>Of the minibatches and of random directions.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/later_images.py" />
            <source>{folder} is a file; expected a folder with images in it.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/later_images.py" />
            <source>The folder {folder} cannot be opened ({strerror}). It may have been moved, or its drive is not connected; choose it again.</source>
            <extracomment>Put in: folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/later_images.py" />
            <source>The folder {folder} holds no files. Choose a folder with images in it, or with sub-folders of images.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/later_images.py" />
            <source>has {channels} channels; the network was trained on {channels_2}.</source>
            <extracomment>Put in: channels, channels_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/later_sets.py" />
            <source>The folder {folder} holds the study itself, with all its pictures and tables. Choose the folder of the images alone.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/later_sets.py" />
            <source>The folder {folder} is one of the study's own and holds no images of yours. Choose the folder of the images.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/later_sets.py" />
            <source>None of the {files} files in {folder} is an image that this network can see. The first, {path}: {reason}</source>
            <extracomment>Put in: files, folder, path, reason.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/later_sets.py" />
            <source>All {tiles} tiles of {folder} count as near-empty, by the least contrast that the run was trained with. There is nothing to predict.</source>
            <extracomment>Put in: folder, tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/later_sets.py" />
            <source>The folder of the run {id} is gone.</source>
            <extracomment>Put in: id.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/later_sets.py" />
            <source>The tiles of {folder} could not be written to {later_folder} ({strerror}). Nothing else was changed. Free space, and predict the folder again.</source>
            <extracomment>Put in: folder, later_folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/leaks.py" />
            <source>The reason could not be kept in {parent} ({strerror}). Nothing was changed. Free space, or choose a folder that can be written.</source>
            <extracomment>Put in: parent, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/leaks.py" />
            <source>{path} is damaged; it holds the reason why copies may stay. Remove it, and write the reason again.</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/lot_spec.py" />
            <source>Of each class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/lot_spec.py" />
            <source>So many training tiles, or groups, are drawn of each class, to see how much the number matters. A smaller draw is part of a larger one. 0: all of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/lot_spec.py" />
            <source>Whether tiles of each class are drawn, or whole groups.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/lot_spec.py" />
            <source>Seed of the draw</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/lot_spec.py" />
            <source>With the seed of the split it decides which tiles or groups of each class are drawn; the split stays the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/lot_spec.py" />
            <source>At most</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/lot_spec.py" />
            <source>The training tiles are drawn once, at random, down to this number (400 in the article). 0: all of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/lot_spec.py" />
            <source>training tiles</source>
            <translation>Trainingskacheln</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/lot_spec.py" />
            <source>A control: classes are dealt anew at random among the images of each group. What is learnt then is no class, so the test has to stay at chance.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/manifest.py" />
            <source>{path}, which says what each turned image was made from, is damaged: {what}. Write the turned images again, or group the images in another way.</source>
            <extracomment>Put in: path, what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/map_jobs.py" />
            <source>The test set '{test}' has no tile {missing}; its tiles are 0 to {by_number}.</source>
            <extracomment>Put in: by_number, missing, test.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/map_jobs.py" />
            <source>The true class of {unknown} of {named} tiles is not known, so it cannot be explained. Explain the predicted class, or choose one.</source>
            <extracomment>Put in: named, unknown.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/map_jobs.py" />
            <source>The test set '{test}' has not been predicted yet, so there is no predicted class to explain. Predict it first.</source>
            <extracomment>Put in: test.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/mask_spec.py" />
            <source>Tiles are masked</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/mask_spec.py" />
            <source>A control: 'clumps only' replaces all but the clumps of each tile by even light and noise, 'without clumps' replaces the clumps by what is around them; in training, validation and test alike.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/mask_spec.py" />
            <source>Seen in the control</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/mask_spec.py" />
            <source>Found from the training tiles of the control; leave it empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>Method</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>The attribution method whose maps are measured.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>Settings of the method</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>Those that differ from the default ones.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>Explained class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>The class that is explained. Empty: the one that each tile was predicted to be.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>How clumps are found.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>Tiles</source>
            <translation>Kacheln</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>At most so many tiles, as many of each class and of each group in it as can be.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>Permuted networks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>Networks with the weights of each layer in another order, that know nothing: what their maps have in clumps comes without learning. 19 is the least with which p can be 0.05.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>Untrained networks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>Networks with weights as before any training: a weaker null than permuted ones.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>Clumps put in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>So many clumps are put into tiles of the control; growing numbers. None: this is not measured.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>Tiles for curves</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>So many tiles have clumps put in, and so many their pixels deleted and put back one part after the other. 0: neither is measured.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>Tiles for layers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>So many tiles are explained while one layer after the other loses what it learnt. 0: this is not measured.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/measure_spec.py" />
            <source>What all chance is drawn from: the same seed, the same numbers.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/finding.py" />
            <source>This archive holds its images, so that no folder of images is needed. Unpack it without one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/finding.py" />
            <source>The images of {was} were not found in {images}: there is no {was_2}/{missing}. Nothing was unpacked. Choose the folder that holds '{was_2}', with all images that the study was made with.</source>
            <extracomment>Put in: images, missing, was, was_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/finding.py" />
            <source>The image {folder} is not the one that the study was made with: its bytes differ. Nothing was unpacked. Put that one back, or choose another folder.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/listing.py" />
            <source>The image folder {folder} of this study is not there, so it cannot be packed. Connect its drive, or pack the study without images.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/manifest.py" />
            <source>{name} in {name_2} is damaged ({error_count} faults). Nothing was unpacked. Ask for the archive to be sent again.</source>
            <extracomment>Put in: error_count, name, name_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/manifest.py" />
            <source>{name} was made by a newer version of Cell Classifier (its format is {version}, this program reads up to {newest}). Nothing was changed. Update the program to open it.</source>
            <extracomment>Put in: name, newest, version.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/reading.py" />
            <source>{archive} could not be unpacked into {folder} ({strerror}). Nothing was left behind. Free space, or choose another folder.</source>
            <extracomment>Put in: archive, folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/reading.py" />
            <source>{folder} is there already, and not empty. Nothing was unpacked. Name a new folder for the study.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/reading.py" />
            <source>The archive {archive} cannot be opened ({strerror}). Choose a .zip file that 'Pack this study' wrote.</source>
            <extracomment>Put in: archive, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/reading.py" />
            <source>{archive} is no whole archive ({error}): it was cut short, or is another kind of file. Nothing was unpacked. Copy it again from where it was packed.</source>
            <extracomment>Put in: archive, error.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/reading.py" />
            <source>{archive} is no packed study: it has no {name}. Nothing was unpacked. Choose a .zip file that 'Pack this study' wrote.</source>
            <extracomment>Put in: archive, name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/reading.py" />
            <source>The study needs {wanted:.1f} GiB in {folder}, where {free:.1f} GiB are free. Nothing was unpacked. Free space, or choose another disk.</source>
            <extracomment>Put in: folder, free, wanted.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/writing.py" />
            <source>The archive {path} could not be written ({strerror}). Nothing was left behind. Free space, or choose another folder.</source>
            <extracomment>Put in: path, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/writing.py" />
            <source>The study {folder} is open in a window, which may change it while it is packed. Close that window first, or pack it from there.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/writing.py" />
            <source>The run {id} is being trained, so the study changes while it would be packed. Wait until it is done, or stop or pause it first.</source>
            <extracomment>Put in: id.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/writing.py" />
            <source>Expected a file ending in .zip. Received: {path}</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/writing.py" />
            <source>The archive {path} would lie inside {folder}, which is to be packed into it or holds images. Choose a folder outside of it.</source>
            <extracomment>Put in: folder, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/packing/writing.py" />
            <source>The archive may need {wanted:.1f} GiB in {folder}, where {free:.1f} GiB are free. Free space, choose another disk, or pack the study without images.</source>
            <extracomment>Put in: folder, free, wanted.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/pixels.py" />
            <source>is {width} x {height} pixels by its header{several}, more than the {max_pixels:,} that are opened. Cut it into fields first.</source>
            <extracomment>Put in: height, max_pixels, several, width.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/pixels.py" />
            <source>has CMYK colours, made for print. Save it as grey or RGB.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/pixels.py" />
            <source>has axes that cannot be told apart ({extra}); expected channels, planes (z) and time points. Save it as OME-TIFF or ImageJ TIFF.</source>
            <extracomment>Put in: extra.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/places.py" />
            <source>There is no cluster profile '{name}'; there are: {listed}. Make one under 'Where to train' in the window, or with: cellclassifier profile</source>
            <extracomment>Put in: listed, name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/places.py" />
            <source>{text} is not the address of a scheduler. Expected one such as tls://workstation:8786, as 'cellclassifier scheduler' tells it.</source>
            <extracomment>Put in: text.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/prediction_parts.py" />
            <source>The parts of the predictions of '{test}' do not hold each of its {tiles} tiles exactly once, so that they were not joined. Predict the set again.</source>
            <extracomment>Put in: test, tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/prediction_parts.py" />
            <source>A part of the predictions of '{test}', {text}, {what} ({path}). Nothing was written. Predict the set again: the other parts are kept, and only what is missing is done.</source>
            <extracomment>Put in: path, test, text, what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/predictions.py" />
            <source>The table of predictions {path} is damaged ({error}). Take the file away and predict the test set again.</source>
            <extracomment>Put in: error, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/preparation.py" />
            <source>The study folder {folder} cannot be written ({strerror}). Nothing was changed. Free space, or choose a folder of your own.</source>
            <extracomment>Put in: folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>What the profile is called where a place to train is chosen.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>System</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>The program that shares the cluster out: nodes are asked for with its command (sbatch, qsub, bsub), which this computer needs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>Partition</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>The partition, or queue, with the nodes; nothing: the cluster's usual one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>Account</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>The project that the time is booked on, where the cluster wants one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>Time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>How long a node may be kept. Longer waits longer in the queue; a run that is cut off is resumed by the next node.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>hours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>GPUs of a node</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>Each trains one run. 0: trains on processors.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>Memory of a node</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>Main memory, not that of the GPU. All tiles of a study are held in it, once for each run.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>GiB</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>Cores of a node</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>Processors; a run needs two to four for its tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>Nodes at most</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>How many are asked for at a time, never more than runs wait.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>Set-up commands</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>Shell commands that a node runs first, one a line, such as 'module load cuda' or 'source ~/cells/bin/activate'.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>Python on the nodes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>The Python that has Cell Classifier there, such as /home/me/cells/bin/python; nothing: the one that runs here, at the same path.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>Scratch folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>A fast folder of the node's own, such as $TMPDIR, for runs whose study the node does not see; nothing: the system's usual one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>Network interface</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>The interface by which nodes reach this computer, such as ib0 or eth1; nothing: the usual one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>Further lines</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>More lines for the head of the job, one a line, as the cluster's manual writes them, such as --constraint=a100.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>Certificates</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/profile_spec.py" />
            <source>Folder of the TLS certificates, made by 'cellclassifier certificates', which nodes have to see at the same path; none: new ones are made for each use.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reaching.py" />
            <source>{address} answers, and its certificates do not fit those in {certificates} ({reason}). Use a copy of the folder that the scheduler was started with.</source>
            <extracomment>Put in: address, certificates, reason.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reaching.py" />
            <source>Nothing answers at {address} ({strerror}). See that the scheduler runs, that the name of its computer is right, and that no firewall closes port {port}.</source>
            <extracomment>Put in: address, port, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/core/report/gallery.py" />
            <source>{count:,} tiles</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/core/report/method_images.py" />
            <source>{count:,} images</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/core/report/method_images.py" />
            <source>{count:,} classs</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/core/report/method_images.py" />
            <source>{count:,} channels</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/core/report/method_images.py" />
            <source>{count:,} groups</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/core/report/method_training.py" />
            <source>{count:,} epochs</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/core/report/methods.py" />
            <source>{count:,} pairs</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/core/report/methods.py" />
            <source>{count:,} readers</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/core/report/of_experiments.py" />
            <source>{count:,} runs</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/core/report/of_images.py" />
            <source>{count:,} training tiles</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/core/report/of_maps.py" />
            <source>{count:,} measurements</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/core/report/of_maps.py" />
            <source>{count:,} maps</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/core/report/of_reviews.py" />
            <source>{count:,} cards</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/report/writing.py" />
            <source>A report is a file ending in .html or .pdf, not '{where}'. Name such a file, or a folder that there is. Nothing was written.</source>
            <extracomment>Put in: where.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/report/writing.py" />
            <source>{path} lies inside the image folder {images}, into which nothing is ever written. Choose another place for the report.</source>
            <extracomment>Put in: images, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/report/writing.py" />
            <source>{path} is there already and is no report of this program, so it was left as it is. Choose another name for the report.</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/report/writing.py" />
            <source>The report could not be written to {path} ({strerror}). What was there before is as it was. Free space, or choose another place.</source>
            <extracomment>Put in: path, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/files.py" />
            <source>This review has other answers of {reader} already, which were kept. A reader answers a review once; the file was not taken in.</source>
            <extracomment>Put in: reader.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/key.py" />
            <source>This copy of the review has no key, so that nobody can see the right answers here. Send your answers to whoever drew it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/key.py" />
            <source>The key {path} cannot be read ({strerror}). The answers are kept. Make the file readable and try again.</source>
            <extracomment>Put in: path, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/key.py" />
            <source>The right answers are sealed until every reader who began has finished. </source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/key.py" />
            <source>Nobody has begun</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/key.py" />
            <source>. Finish the review, or break the seal, after which it counts as unblinded for good.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/key.py" />
            <source>That the review was opened cannot be written to {folder} ({strerror}), so it stays sealed. Free space or make the folder writable, and open it again.</source>
            <extracomment>Put in: folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/material.py" />
            <source>A review compares readers with a run. Choose at least one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/material.py" />
            <source>The run {id} has not predicted the test set '{test}' yet. Predict it first, under Predictions.</source>
            <extracomment>Put in: id, test.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/material.py" />
            <source>{lacking} of {paths} tiles have no attribution yet, which this review would show. Make them first, or draw it without the attribution.</source>
            <extracomment>Put in: lacking, paths.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/material.py" />
            <source>The attribution of tile {tile} is gone. No review was made; draw one again.</source>
            <extracomment>Put in: tile.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/material.py" />
            <source>The run {id} was trained with shuffled classes, so its training tiles cannot be practised on. Choose another run, or no practice.</source>
            <extracomment>Put in: id.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/plan.py" />
            <source>The chosen runs do not have the same classes, so their predictions cannot be compared. Choose runs of the same classes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/plan.py" />
            <source>The chosen runs have cut this test set into different tiles, so no tile can be judged by all of them. Choose runs with the same Tiles settings.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/plan.py" />
            <source>There is no tile whose class is known in what was chosen, so a reader's answers could not be compared with anything. Choose a test set with folders named after the classes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/plan.py" />
            <source>Runs can disagree only where there are two or more. Choose more runs, or other tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/plan.py" />
            <source>The chosen runs agree on every tile of this test set, so there is none to review. Choose other runs, or other tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/record.py" />
            <source>{folder} is not a review: its review.json cannot be read ({strerror}). Choose a folder below 'reviews' of a study.</source>
            <extracomment>Put in: folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/record.py" />
            <source>{path} was made by a newer version of Cell Classifier. Nothing was changed. Update the program to open it.</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/record.py" />
            <source>{path} is damaged ({error_count} faults). Put it back from a copy; answers that were given are in the folder 'answers' beside it.</source>
            <extracomment>Put in: error_count, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/record.py" />
            <source>{path} is damaged. Put it back from a copy, or draw a new review.</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/review.py" />
            <source>The review could not be written to {folder} ({strerror}). No review was made. Free space, or choose fewer tiles.</source>
            <extracomment>Put in: folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/seal.py" />
            <source>The key in {path} cannot be used: {why}. The answers are kept. Put the file back from a copy; without it they cannot be compared.</source>
            <extracomment>Put in: path, why.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/seal.py" />
            <source>{path}, which says who opened this review, is damaged. The review counts as unblinded. Put the file back from a copy.</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/sitting.py" />
            <source>A tile of this review cannot be read any more ({why}). Your answers are kept. Put the folder {folder} back from a copy, then go on.</source>
            <extracomment>Put in: folder, why.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/sitting.py" />
            <source>This review was opened, so that its right answers are known; nobody can answer it any more. The answers given before are kept. Draw a new review.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/sitting_log.py" />
            <source>{named} is answering this review in another window. Go on there, or close it first; nothing was changed.</source>
            <extracomment>Put in: named.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/sitting_log.py" />
            <source>The answers cannot be written to {path} ({strerror}). The answers before this one are kept. Free space or make the folder writable, then give the answer again.</source>
            <extracomment>Put in: path, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/sitting_record.py" />
            <source>A reader's name has 1 to 80 characters; this one has {name}. Give the name, or the initials, under which the answers are kept.</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/sitting_record.py" />
            <source>The answers in {path} cannot be read ({strerror}). Make the file readable, or put it back from a copy.</source>
            <extracomment>Put in: path, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/sitting_record.py" />
            <source>The answers in {path} were changed after they were written: {what}. They are not used, and nothing was overwritten. Put the file back from a copy.</source>
            <extracomment>Put in: path, what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/spec.py" />
            <source>Question</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/spec.py" />
            <source>Classify: name the class of each tile; nothing of the network is shown. Judge: see the network's class and confidence, and agree or not. Crossover: both, on the same tiles, half of them in either order.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/spec.py" />
            <source>All tiles of the test set, a sample that has each class in proportion, or those on which the chosen runs disagree.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/spec.py" />
            <source>Number of tiles in the sample; of tiles on which the runs disagree, this many are drawn where there are more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/spec.py" />
            <source>Hidden repeats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/spec.py" />
            <source>Share of the tiles that come a second time, much later, to see whether a reader answers the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/spec.py" />
            <source>of the tiles</source>
            <translation>der Kacheln</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/spec.py" />
            <source>'Cannot tell' is an answer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/spec.py" />
            <source>Readers may say that they cannot tell (key 0). Off: they have to decide.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/spec.py" />
            <source>Show the attribution</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/spec.py" />
            <source>With a judged tile, what the network looked at can be laid over it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/spec.py" />
            <source>Practice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/spec.py" />
            <source>Training tiles that each reader answers first, with the right answer shown after each. 0: no practice.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/reviews/spec.py" />
            <source>The same seed draws the same tiles. None: drawn at random. The order of each reader is always drawn anew.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/rotations.py" />
            <source>Turn in steps of</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/rotations.py" />
            <source>Each image is turned by every multiple of this from -180 to 180 degrees; a whole number that 180 is a multiple of.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/rotations.py" />
            <source>degrees</source>
            <translation>Grad</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/rotations.py" />
            <source>Fill corners with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/rotations.py" />
            <source>What is missing in the corners after a turn: a reflection of the image, or 0.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/rotations.py" />
            <source>Both half turns</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/rotations.py" />
            <source>Write -180 as well as 180 degrees, as in the article, though they are the same picture.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/rotations.py" />
            <source>There is no image to turn. Choose a folder that has some.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/rotations.py" />
            <source>the image has been changed since the folder was read. Check the folders again, and then write the turned images.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/rotations.py" />
            <source>The image {path} cannot be opened any more ({strerror}). Put it back, or check the folders again.</source>
            <extracomment>Put in: path, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/run_folder.py" />
            <source>The run {id} cannot be gone on from: it has not ended, or no epoch of it was finished. Wait, resume it, or train anew.</source>
            <extracomment>Put in: id.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/run_record.py" />
            <source>{folder} is not a run: its run.json cannot be read ({strerror}). Choose a folder below 'runs' of a study.</source>
            <extracomment>Put in: folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/run_record.py" />
            <source>{path} is damaged. {explain_invalid}</source>
            <extracomment>Put in: explain_invalid, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/run_record.py" />
            <source>{path} was made by a newer version of Cell Classifier (its format is {version}, this program reads up to {schema_version}). Nothing was changed. Update the program to open it.</source>
            <extracomment>Put in: path, schema_version, version.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/run_sets.py" />
            <source>This run has no test set '{table}'; it has {known}. Predict the folder of the images, and it has one.</source>
            <extracomment>Put in: known, table.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/settings.py" />
            <source>'{assignment}' is no setting. Expected SECTION.FIELD=VALUE, such as tiling.rows=4; 'cellclassifier settings STUDY' lists all of them.</source>
            <extracomment>Put in: assignment.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/spec.py" />
            <source>Training images</source>
            <translation>Trainingsbilder</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/spec.py" />
            <source>Test sets</source>
            <translation>Testsätze</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/splitting.py" />
            <source>{path}, which keeps the split into training and validation, is damaged: {what}. It is not drawn again in silence, since results could then no longer be compared. Put the file back from a copy; if there is none, delete it, and a split is drawn from the seed.</source>
            <extracomment>Put in: path, what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/spots/detection.py" />
            <source>There is no channel {channel} to find clumps in; the tiles have {shape}. Choose one of them, or 0 for the mean of all.</source>
            <extracomment>Put in: channel, shape.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/spots/filling.py" />
            <source>The clumps cover the whole tile, so that there are no surroundings to replace them by. Check the radius and the threshold of the clumps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/spots/scale.py" />
            <source>{name} does not tell its pixel size, so no radius of {radius:g} µm can be found in it. Give the radius in pixels.</source>
            <extracomment>Put in: name, radius.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/spots/scale.py" />
            <source>Clumps of a radius of {radius:g} {unit} are {radius_2:.2g} pixels in the tiles that the network sees; at least {smallest_radius:g} is needed. Check the radius, or train with a larger input size.</source>
            <extracomment>Put in: radius, radius_2, smallest_radius, unit.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/study.py" />
            <source>{folder} already holds a study. Open it, or choose another folder.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/study.py" />
            <source>{folder} is not a study: its study.json cannot be read ({strerror}). Choose the folder that holds it, or make a new study.</source>
            <extracomment>Put in: folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/study.py" />
            <source>The study folder {folder} cannot be written ({strerror}). Nothing was changed. Choose a folder of your own, or free space.</source>
            <extracomment>Put in: folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/study.py" />
            <source>This study has no finished run yet: train one first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/study.py" />
            <source>The run {run_id} could not be moved to {trash} ({strerror}). It is not trained, and stays in the list.</source>
            <extracomment>Put in: run_id, strerror, trash.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/study.py" />
            <source>The run could not be written to {folder} ({strerror}). No run was started. Free space, or choose another study folder.</source>
            <extracomment>Put in: folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/study.py" />
            <source>The study folder {folder} lies inside the image folder {images}, into which nothing is ever written. Choose a folder outside of it.</source>
            <extracomment>Put in: folder, images.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_cache.py" />
            <source>The decoded tiles could not be written to {parent} ({strerror}). Nothing was lost; free space and train again.</source>
            <extracomment>Put in: parent, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_cache.py" />
            <source>The decoded tiles in {study} could not be removed ({strerror}). A training may be using them: try again later.</source>
            <extracomment>Put in: strerror, study.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_cache.py" />
            <source>The decoded tiles need {wanted:.1f} GiB in {folder}, where {free:.1f} GiB are free. Free space, choose a smaller input size, or move the study to a larger disk.</source>
            <extracomment>Put in: folder, free, wanted.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Groups from</source>
            <translation>Gruppen aus</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>What must not be divided between training and validation: found by itself, each image alone, a sub-folder of the class folder, a pattern on the file name, or a table (CSV).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Pattern</source>
            <translation>Muster</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>A regular expression on the file name; what its first pair of brackets matches (or all of it) names the group, such as (well_[A-H]\d+). Named brackets, (?P&lt;day&gt;...) and (?P&lt;dish&gt;...), name it together.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Table of groups</source>
            <translation>Tabelle der Gruppen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>A CSV file with the columns 'file' (path below the folder of images, or the file's name) and 'group'.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Numbers of the channels that are used, from 1; none: all of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Several channels</source>
            <translation>Mehrere Kanäle</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Keep them apart, as colours, or make one grey value of them: their mean or their maximum.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Plane</source>
            <translation>Ebene</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Of a stack: one plane, or the maximum projection of all. 'only': images have a single plane, and a stack is left out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Plane number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Number of the plane that is taken, from 1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Time point</source>
            <translation>Zeitpunkt</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Of a time series: one time point. 'only': images have a single one, and a series is left out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Time point number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Number of the time point that is taken, from 1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Image in the file</source>
            <translation>Bild in der Datei</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Of a file that holds several images (scenes, positions): the number of the one that is taken, from 1. 0: a file with several is left out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Input size</source>
            <translation>Eingangsgröße</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Side of the square that the network sees; each tile is resized to it. Halving it makes training four times faster.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Cut by</source>
            <translation>Schneiden nach</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>A grid of rows and columns, or tiles of one size.</source>
            <translation>Ein Raster aus Zeilen und Spalten oder Kacheln einer Größe.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Rows</source>
            <translation>Zeilen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Tiles that each image is cut into, from top to bottom.</source>
            <translation>Kacheln, in die jedes Bild geschnitten wird, von oben nach unten.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Columns</source>
            <translation>Spalten</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Tiles that each image is cut into, from left to right.</source>
            <translation>Kacheln, in die jedes Bild geschnitten wird, von links nach rechts.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Tile size</source>
            <translation>Kachelgröße</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Side of each square tile in the image. Tiles overlap a little more where the image is no multiple of it, so that nothing is lost.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Pixels, or micrometres where every image carries its pixel size.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Overlap</source>
            <translation>Überlappung</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Share of a tile's side that it has in common with the next one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>of the side</source>
            <translation>der Seite</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Least contrast</source>
            <translation>Kleinster Kontrast</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Tiles whose pixels differ by less than this are dropped, in all classes alike: their standard deviation as a share of the range from black to white. 0: none is dropped.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Intensity</source>
            <translation>Intensität</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Full range of the camera; a window from a black to a white point; percentiles of all training images; or each image stretched on its own.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Black point</source>
            <translation>Schwarzpunkt</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>White point</source>
            <translation>Weißpunkt</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Lower percentile</source>
            <translation>Unteres Perzentil</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>This share of the pixels is darker than black.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>%</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Upper percentile</source>
            <translation>Oberes Perzentil</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>This share of the pixels is darker than white.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Turn</source>
            <translation>Drehen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Each tile is turned by up to this angle either way.</source>
            <translation>Jede Kachel wird um bis zu diesem Winkel in beide Richtungen gedreht.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Angles are multiples of this, such as 18 degrees in the article. 0: any angle.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Shift</source>
            <translation>Verschieben</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Each tile is shifted by up to this share of its side; what is missing at the edge is filled by reflection.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Mirror</source>
            <translation>Spiegeln</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Half of the tiles are mirrored left to right, half top to bottom.</source>
            <translation>Die Hälfte der Kacheln wird von links nach rechts gespiegelt, die Hälfte von oben nach unten.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Zoom</source>
            <translation>Zoom</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Each tile is made larger or smaller by up to this share.</source>
            <translation>Jede Kachel wird um bis zu diesem Anteil vergrößert oder verkleinert.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>of the size</source>
            <translation>der Größe</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Brightness</source>
            <translation>Helligkeit</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Up to this much is added to all pixels of a tile or taken away; 1 is the range from black to white.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Contrast</source>
            <translation>Kontrast</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>The pixels of a tile are brought nearer to or further from their mean by up to this share.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>of the contrast</source>
            <translation>des Kontrasts</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/tile_spec.py" />
            <source>Standard deviation of Gaussian noise added to each pixel; 1 is the range from black to white.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Network</source>
            <translation>Netz</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>The network that is trained.</source>
            <translation>Das Netz, das trainiert wird.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>How often every training tile is shown to the network.</source>
            <translation>Wie oft jede Trainingskachel dem Netz gezeigt wird.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Tiles after which the weights are changed once.</source>
            <translation>Kacheln, nach denen die Gewichte einmal geändert werden.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Validation share</source>
            <translation>Anteil der Validierung</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Part of the training tiles, by whole groups, that is kept aside to watch for overfitting. 0: none, as in the article.</source>
            <translation>Teil der Trainingskacheln, in ganzen Gruppen, der beiseitegelegt wird, um Überanpassung zu erkennen. 0: keiner, wie im Artikel.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Keep the best epoch</source>
            <translation>Beste Epoche behalten</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>The network of the epoch with the smallest validation loss is kept, and the run stops early when that has not fallen for some epochs. Without validation, or off: the last epoch is kept, as in the article.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Dense layer of 50</source>
            <translation>Dichte Schicht mit 50</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>A second dense layer of 50 units before the output (network 'deep').</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Output</source>
            <translation>Ausgang</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>One unit a class, or for two classes a single one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Start from</source>
            <translation>Beginnen mit</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>A .keras file of a network of the same shape, whose weights are the starting point. None: weights drawn at random.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Optimiser</source>
            <translation>Optimierer</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>How the gradient changes the weights.</source>
            <translation>Wie der Gradient die Gewichte ändert.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Learning rate</source>
            <translation>Lernrate</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Size of each change of the weights, at the start.</source>
            <translation>Größe jeder Änderung der Gewichte, am Anfang.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Momentum</source>
            <translation>Impuls</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Share of the last change that is made again (SGD).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Weight decay</source>
            <translation>Gewichtsabnahme</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Share, times the learning rate, by which all weights shrink at each change (AdamW).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Learning rate falls</source>
            <translation>Lernrate sinkt</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>How the learning rate changes while the network learns.</source>
            <translation>Wie sich die Lernrate ändert, während das Netz lernt.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Decay</source>
            <translation>Abnahme</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>With 'by number of changes': the rate is divided by 1 + decay x changes of the weights so far.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Plateau</source>
            <translation>Plateau</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>With 'on a plateau': epochs without a smaller validation loss after which the learning rate is halved.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>epochs</source>
            <translation>Epochen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Patience</source>
            <translation>Geduld</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Epochs without a smaller validation loss after which a run stops.</source>
            <translation>Epochen ohne kleineren Validierungsverlust, nach denen ein Lauf endet.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Dropout</source>
            <translation>Dropout</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Share of units that are silenced at random in training, in networks that have such a layer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>L2</source>
            <translation>L2</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Weight of the squared kernels in the loss.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Label smoothing</source>
            <translation>Label-Glättung</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Share of the truth that is spread over all classes, so that the network is less sure of itself. 0: none, as in the article.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Class weights</source>
            <translation>Klassengewichte</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Whether tiles of rare classes count more in the loss.</source>
            <translation>Ob Kacheln seltener Klassen im Verlust mehr zählen.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Unit input</source>
            <translation>Normierter Eingang</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>On entry the network multiplies all tiles by one number, so that the mean square of the training tiles is 1: dark images learn as fast as bright ones. Off: as in the article.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Folds</source>
            <translation>Folds (Kreuzvalidierung)</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>k-fold validation: the groups are dealt into this many folds, and a run keeps one of them aside. 0: one split by the validation share.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Fold kept aside</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Number of the fold that is validation in this run, from 1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>The same seed gives the same order, changes and starting weights.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Seed of the split</source>
            <translation>Startwert der Aufteilung</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>The same seed gives the same split into training and validation, and the same draw of training tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Marked labels</source>
            <translation>Markierte Label</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Whether tiles whose label was marked as wrong, under Predictions, are used in training and validation. The split stays the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Reproducible</source>
            <translation>Reproduzierbar</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>On one device, the same seed gives the same numbers to the last bit. Off: a little faster on some devices.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Out of memory</source>
            <translation>Speicher reicht nicht</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>What is done when the minibatch does not fit into the device.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Networks of epochs</source>
            <translation>Netze der Epochen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/core/train_spec.py" />
            <source>Which epochs leave their network, so that Explain can show how learning went. 'some' keeps none where they would take over 200 MB a run; what is learnt is the same with all choices.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/turned_folder.py" />
            <source>{folder} lies in {path}, a folder of images, in which nothing is ever written. Choose a new or empty folder outside of it.</source>
            <extracomment>Put in: folder, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/turned_folder.py" />
            <source>{folder} is a file. Choose a new or empty folder.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/turned_folder.py" />
            <source>{folder} holds other files, such as {path}, which are left alone. Choose a new or empty folder for the turned images.</source>
            <extracomment>Put in: folder, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/turned_folder.py" />
            <source>There is no space left for the turned images in {folder}, and those that were written have been removed. Choose larger steps, or another disk.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/turned_folder.py" />
            <source>The turned images cannot be written to {folder} ({strerror}). Choose another folder, or give yourself the right to write to this one.</source>
            <extracomment>Put in: folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/workflow.py" />
            <source>The folder {folder} is not empty and holds no study. Name an empty folder for the example: cellclassifier demo FOLDER.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/workflow.py" />
            <source>The example could not be drawn in {folder} ({strerror}). Name a folder of your own that can be written: cellclassifier demo FOLDER.</source>
            <extracomment>Put in: folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/workflow.py" />
            <source>The run {id} has no test set. Predict a folder of images, or add a test set to the study and train again.</source>
            <extracomment>Put in: id.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/workflow.py" />
            <source>The run {id} has no set '{test}'; it has {sets}. Name one of these.</source>
            <extracomment>Put in: id, sets, test.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/workflow.py" />
            <source>{source} holds no image.</source>
            <extracomment>Put in: source.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/wrong_labels.py" />
            <source>This mark is not in the list any more: it may have been withdrawn in another window. Nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/wrong_labels.py" />
            <source>The list of wrong labels {path} cannot be read ({strerror}). Nothing was changed.</source>
            <extracomment>Put in: path, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/wrong_labels.py" />
            <source>The list of wrong labels {path} cannot be written ({strerror}). Nothing was changed. Free space, or choose a study folder that can be written.</source>
            <extracomment>Put in: path, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/core/wrong_labels.py" />
            <source>Write down why: a mark without a reason helps nobody later. Nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/app.py" />
            <source>Cell Classifier was ended by a fault the last time. What was saved is there, and trainings have gone on. {where}</source>
            <extracomment>Put in: where.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/app.py" />
            <source>Something unexpected went wrong ({name}: {error}).</source>
            <extracomment>Put in: error, name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/app.py" />
            <source>{happened} Nothing that was saved is lost. If it happens again, report it. {where}</source>
            <extracomment>Put in: happened, where.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/app.py" />
            <source>A report lies in {report}; it is not sent to anyone.</source>
            <extracomment>Put in: report.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/compare_panel.py" />
            <source>The test sets are being predicted; results come here by themselves.</source>
            <translation>Die Testsätze werden vorhergesagt; die Ergebnisse kommen von selbst hierher.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/compare_panel.py" />
            <source>Nothing to compare yet</source>
            <translation>Noch nichts zu vergleichen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/compare_panel.py" />
            <source>{folder} is in the list already.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation>{folder} ist schon in der Liste.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/compare_panel.py" />
            <source>{folder} is not a study: it holds no study.json. Choose the folder of a study.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation>{folder} ist keine Studie: Es enthält keine study.json. Wählen Sie den Ordner einer Studie.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/compare_panel.py" />
            <source>Looking for experiments ...</source>
            <translation>Experimente werden gesucht ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/compare_panel.py" />
            <source>Go to Predictions</source>
            <translation>Zu den Vorhersagen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/following.py" />
            <source>for a node</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/following.py" />
            <source>on {device}</source>
            <extracomment>Put in: device.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/following.py" />
            <source>on a node</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/following.py" />
            <source>The study's folder {folder} cannot be read ({strerror}): a disk or network drive is gone, or full. Trainings go on as long as they can, and what was finished is kept.</source>
            <extracomment>Put in: folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/helping.py" />
            <source>unknown: the worker did not start</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/helping.py" />
            <source>{what}: {done} of {of} tiles</source>
            <extracomment>Put in: done, of, what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/jobs.py" />
            <source>The worker could not be started ({errorstring}). Install the program again.</source>
            <extracomment>Put in: errorstring.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/main_window.py" />
            <source>Go to {title}</source>
            <extracomment>Put in: title.</extracomment>
            <translation>Zu {title} gehen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/main_window.py" />
            <source>Open a study</source>
            <translation>Studie öffnen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/main_window.py" />
            <source>Light or dark</source>
            <translation>Hell oder dunkel</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/main_window.py" />
            <source>Stop the training</source>
            <translation>Training anhalten</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/main_window.py" />
            <source>Help</source>
            <translation>Hilfe</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/main_window.py" />
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/main_window.py" />
            <source>{name} - Cell Classifier</source>
            <extracomment>Put in: name.</extracomment>
            <translation>{name} - Cell Classifier</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/main_window.py" />
            <source>The language changes when Cell Classifier is started the next time.</source>
            <translation>Die Sprache wechselt beim nächsten Start von Cell Classifier.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/missing.py" />
            <source>Go to Training</source>
            <translation>Zum Training</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/missing.py" />
            <source>{purpose}No network has been trained yet.</source>
            <extracomment>Put in: purpose.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/missing.py" />
            <source>Choose a run above, or train another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/missing.py" />
            <source>Go to Images</source>
            <translation>Zu den Bildern</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/missing.py" />
            <source>The set '{test}' has not been predicted by this run yet</source>
            <extracomment>Put in: test.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/__init__.py" />
            <source>Images</source>
            <translation>Bilder</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/__init__.py" />
            <source>Choose the folders: one sub-folder for each class.</source>
            <translation>Ordner wählen: ein Unterordner für jede Klasse.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/__init__.py" />
            <source>What the network will see.</source>
            <translation>Was das Netz sehen wird.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/__init__.py" />
            <source>Training</source>
            <translation>Training</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/__init__.py" />
            <source>Train a network on these tiles, and watch it learn.</source>
            <translation>Ein Netz mit diesen Kacheln trainieren und ihm beim Lernen zusehen.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/__init__.py" />
            <source>Predictions</source>
            <translation>Vorhersagen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/__init__.py" />
            <source>What the network answers for images it has never seen.</source>
            <translation>Was das Netz zu Bildern sagt, die es nie gesehen hat.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/__init__.py" />
            <source>Review</source>
            <translation>Begutachtung</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/__init__.py" />
            <source>You and the network, blinded, on the same tiles.</source>
            <translation>Sie und das Netz, verblindet, an denselben Kacheln.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/__init__.py" />
            <source>Explain</source>
            <translation>Erklären</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/__init__.py" />
            <source>What the network looks at: seen, and measured.</source>
            <translation>Worauf das Netz schaut: gesehen und gemessen.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/__init__.py" />
            <source>Compare</source>
            <translation>Vergleichen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/__init__.py" />
            <source>Runs and data sets against each other, with the figures.</source>
            <translation>Läufe und Datensätze im Vergleich, mit den Abbildungen.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/compare.py" />
            <source>A report needs a run with a network: train one first.</source>
            <translation>Ein Bericht braucht einen Lauf mit einem Netz: Trainieren Sie zuerst einen.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/explain.py" />
            <source>Here you see, tile by tile, what in an image spoke for a class, and measure whether it is the clumps. </source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/explain.py" />
            <source>; only what was predicted can be explained</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/explain.py" />
            <source>Nothing to explain yet</source>
            <translation>Noch nichts zu erklären</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/explain.py" />
            <source>Reading the predictions ...</source>
            <translation>Die Vorhersagen werden gelesen ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/images.py" />
            <source>There is no test set yet: add one, to see how a network does on images that it has never seen.</source>
            <translation>Es gibt noch keinen Testsatz: Fügen Sie einen hinzu, um zu sehen, wie ein Netz mit Bildern zurechtkommt, die es nie gesehen hat.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/images.py" />
            <source>Check the folders again</source>
            <translation>Ordner erneut prüfen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/images.py" />
            <source>Next: look at the tiles</source>
            <translation>Weiter: Kacheln ansehen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/images.py" />
            <source>Read all folders again, after files changed (F5).</source>
            <translation>Alle Ordner neu lesen, nachdem sich Dateien geändert haben (F5).</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/images.py" />
            <source>Folder of the training images</source>
            <translation>Ordner der Trainingsbilder</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/images.py" />
            <source>Folder of a test set</source>
            <translation>Ordner eines Testsatzes</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/images.py" />
            <source>Folder of the test set</source>
            <translation>Ordner des Testsatzes</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/images.py" />
            <source> {what}: {done:,} of {of:,}.</source>
            <extracomment>Put in: done, of, what.</extracomment>
            <translation> {what}: {done:,} von {of:,}.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/predictions.py" />
            <source>Nothing to show yet</source>
            <translation>Noch nichts zu zeigen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/predictions.py" />
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/predictions.py" />
            <source>Folder with images to predict</source>
            <translation>Ordner mit Bildern zum Vorhersagen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/predictions.py" />
            <source>Choose a run first.</source>
            <translation>Wählen Sie zuerst einen Lauf.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/review.py" />
            <source>Here a reader looks at tiles without knowing the answer, and is then compared with the network on the very same tiles. </source>
            <translation>Hier sieht ein Beurteiler Kacheln an, ohne die Antwort zu kennen, und wird dann an genau denselben Kacheln mit dem Netz verglichen. </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/review.py" />
            <source>{purpose}No test set has been predicted yet: that comes first.</source>
            <extracomment>Put in: purpose.</extracomment>
            <translation>{purpose}Noch wurde kein Testsatz vorhergesagt: Das kommt zuerst.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/review.py" />
            <source>No review yet</source>
            <translation>Noch keine Begutachtung</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/review.py" />
            <source>A review was done.</source>
            <translation>Eine Begutachtung ist fertig.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/review.py" />
            <source>The attribution was stopped.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/tiles.py" />
            <source>; near-empty ones are being looked for</source>
            <translation>; fast leere werden gesucht</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/tiles.py" />
            <source>No tiles yet</source>
            <translation>Noch keine Kacheln</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/tiles.py" />
            <source>Back to Images</source>
            <translation>Zurück zu den Bildern</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/tiles.py" />
            <source>Next: train</source>
            <translation>Weiter: trainieren</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/training.py" />
            <source>Nothing has been trained in this study yet. All settings are set sensibly.</source>
            <translation>In dieser Studie wurde noch nichts trainiert. Alle Einstellungen sind sinnvoll gesetzt.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/training.py" />
            <source>This run</source>
            <translation>Dieser Lauf</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/training.py" />
            <source>Its experiment</source>
            <translation>Sein Experiment</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/training.py" />
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/training.py" />
            <source>Show or hide the settings of the next run</source>
            <translation>Einstellungen des nächsten Laufs zeigen oder verbergen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/pages/training.py" />
            <source>Start training</source>
            <translation>Training starten</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/placing.py" />
            <source>Choose training images first: the place is kept with the study.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/placing.py" />
            <source>Runs are being trained now. When they are done, or were stopped, another place can be chosen.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/placing.py" />
            <source>Nodes choose their devices; what is asked for later is done on this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/placing.py" />
            <source>Without TLS: use it only in a network in which you trust everyone.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/placing.py" />
            <source>On {}, nodes had {} when they were last asked. What they make of it is fetched no more once another place is chosen; it can be resumed there from what lies here. What other runs have made is kept.</source>
            <extracomment>Put in: .</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/placing.py" />
            <source>Where to train</source>
            <translation>Trainingsort</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/placing.py" />
            <source>Other computers cannot be used yet.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/placing.py" />
            <source>{number} runs</source>
            <extracomment>Put in: number.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/placing.py" />
            <source>Train on {text}, and give up what nodes do?</source>
            <extracomment>Put in: text.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/placing.py" />
            <source>Give it up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/predicting.py" />
            <source>Predicting was stopped; what was predicted before is kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/predicting.py" />
            <source>{what}: {done} of {of}</source>
            <extracomment>Put in: done, of, what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_book.py" />
            <source>predicting the test sets</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_book.py" />
            <source>Run {id}: {outcome}.</source>
            <extracomment>Put in: id, outcome.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_book.py" />
            <source>The folder of run {id} is gone.</source>
            <extracomment>Put in: id.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_book.py" />
            <source>A folder or file could not be read ({error}). Check it again.</source>
            <extracomment>Put in: error.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_facts.py" />
            <source>{made:%d %b %H:%M}  {variant}, seed {seed}</source>
            <extracomment>Put in: made, seed, variant.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source> waits</source>
            <translation> wartet</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source> is running</source>
            <translation> läuft</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source> is finished</source>
            <translation> ist fertig</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source> was stopped</source>
            <translation> wurde angehalten</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source> failed</source>
            <translation> ist gescheitert</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source> is paused</source>
            <translation> pausiert</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source> was interrupted</source>
            <translation> wurde unterbrochen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>Resume</source>
            <translation>Fortsetzen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>Accuracy and loss appear here, epoch by epoch</source>
            <translation>Genauigkeit und Verlust erscheinen hier, Epoche für Epoche</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>The network as it was is kept: look at its predictions, add epochs, or start another training.</source>
            <translation>Das Netz bleibt, wie es war, erhalten: Sehen Sie seine Vorhersagen an, fügen Sie Epochen hinzu oder starten Sie ein weiteres Training.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>This run left no network: start another training.</source>
            <translation>Dieser Lauf hat kein Netz hinterlassen: Starten Sie ein weiteres Training.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>No epoch was finished.</source>
            <translation>Keine Epoche wurde beendet.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>This run was made, but its training was never started.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>Its worker or the computer went down, or it was asked to wait. Nothing of its whole epochs is lost: it can go on exactly as if nothing had happened.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>Add epochs ...</source>
            <translation>Mehr Epochen ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>Go on from the last epoch, as a new run</source>
            <translation>Ab der letzten Epoche weitermachen, als neuer Lauf</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>Next: look at the predictions</source>
            <translation>Weiter: Vorhersagen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>There is no trained network.</source>
            <translation>Es gibt kein trainiertes Netz.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>No run yet.</source>
            <translation>Noch kein Lauf.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>The folder of this run is gone.</source>
            <translation>Der Ordner dieses Laufs ist fort.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>, labels shuffled as a control</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>; goes on from {before}.</source>
            <extracomment>Put in: before.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>It waits {no_node}.</source>
            <extracomment>Put in: no_node.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>The first epoch is under way.</source>
            <translation>Die erste Epoche läuft.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>Start</source>
            <translation>Starten</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>Add epochs</source>
            <translation>Epochen hinzufügen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/run_panel.py" />
            <source>How many more epochs? The run stays as it is; a new one goes on from its last epoch.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/sending.py" />
            <source>There is no network to export: the run that is chosen has left none. Train one, or choose another run.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/session.py" />
            <source>The tiles are still being made and looked through for copies.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/session.py" />
            <source>The run is being written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/session.py" />
            <source>No training images are chosen yet: pick their folder under Images.</source>
            <translation>Es sind noch keine Trainingsbilder gewählt: Wählen Sie ihren Ordner unter Bilder.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/session.py" />
            <source>The images are still being read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/session.py" />
            <source>Read {images} training images and {tests} test images.</source>
            <extracomment>Put in: images, tests.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/standing.py" />
            <source>Go on</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/status.py" />
            <source>Background work</source>
            <translation>Hintergrundarbeit</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/status.py" />
            <source>{name_of} waits {no_node}</source>
            <extracomment>Put in: name_of, no_node.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/status.py" />
            <source>Training {name}, epoch {epoch} of {epochs}</source>
            <extracomment>Put in: epoch, epochs, name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/status.py" />
            <source>memory: {free:.1f} of {total:.0f} GiB free</source>
            <extracomment>Put in: free, total.</extracomment>
            <translation>Speicher: {free:.1f} von {total:.0f} GiB frei</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>There are no training images yet: choose them first.</source>
            <translation>Es gibt noch keine Trainingsbilder: Wählen Sie diese zuerst.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>The images are being read.</source>
            <translation>Die Bilder werden gelesen.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>The images are being cut into tiles.</source>
            <translation>Die Bilder werden in Kacheln geschnitten.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>Tiles can be reviewed by a reader.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>No test set has been predicted yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>There is no network yet: train one first.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>{number} runs wait</source>
            <extracomment>Put in: number.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>{runs} to be trained: go on, or drop them.</source>
            <extracomment>Put in: runs.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>Choose the folder of the training images.</source>
            <translation>Wählen Sie den Ordner der Trainingsbilder.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>A training is running.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>A network has been trained.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>Ready to train.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>The test images have been predicted.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>A network is ready to predict the test images.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>Tiles that were predicted can be explained.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>A network is there: predict, then explain.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>{number} runs with a result can be compared.</source>
            <extracomment>Put in: number.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>One run has a result; a comparison takes several.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/steps.py" />
            <source>No run has predicted a test set yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/training_column.py" />
            <source>400 training images drawn once, 9 epochs, minibatch 20, Adam, softmax; no validation, no early stopping, no changed tiles. Every setting of it can be seen and changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/training_column.py" />
            <source>The network ...</source>
            <translation>Das Netz ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/training_column.py" />
            <source>Device ...</source>
            <translation>Gerät ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/training_column.py" />
            <source>Several runs ...</source>
            <translation>Mehrere Läufe ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/training_column.py" />
            <source>Add to the queue</source>
            <translation>In die Warteschlange</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/training_column.py" />
            <source>Train a network with these settings (Ctrl+T)</source>
            <translation>Ein Netz mit diesen Einstellungen trainieren (Strg+T)</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/training_column.py" />
            <source>Train a dozen runs that differ in seed, and see how they spread</source>
            <translation>Ein Dutzend Läufe mit verschiedenen Startwerten trainieren und sehen, wie sie streuen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/training_column.py" />
            <source>Trains on</source>
            <translation>Trainiert auf</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/training_column.py" />
            <source>Predicts here on</source>
            <translation>Sagt hier vorher auf</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/training_column.py" />
            <source>being found out ...</source>
            <translation>wird ermittelt ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/training_desk.py" />
            <source>Looking for the runs that nodes had when this study was last open.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/training_desk.py" />
            <source>Runs wait, or go on, on {text}. {problem}</source>
            <extracomment>Put in: problem, text.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/training_desk.py" />
            <source>The study's folder cannot be written ({error}). Nothing was changed; free space, or see that the drive is there.</source>
            <extracomment>Put in: error.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/training_desk.py" />
            <source>The study's folder can be read again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/welcome.py" />
            <source>The drawing of the example was stopped.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/welcome.py" />
            <source>The example is drawn: {folder}.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/about_dialog.py" />
            <source>Can a network tell these two kinds of cells apart, can you, and what does it look at?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/about_dialog.py" />
            <source>Nothing is sent to anyone: images, networks and reports stay on this computer. Copy the text below to report a bug. Folders of yours are named in it only as far as they lie below your home.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/about_dialog.py" />
            <source>Copy for a bug report</source>
            <translation>Für einen Fehlerbericht kopieren</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/about_dialog.py" />
            <source>Copied</source>
            <translation>Kopiert</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/about_dialog.py" />
            <source>About Cell Classifier</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/about_dialog.py" />
            <source>Licence of the program</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/about_dialog.py" />
            <source>Bug report</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/about_dialog.py" />
            <source>Put this text on the clipboard</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/about_dialog.py" />
            <source>For a bug report</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/about_dialog.py" />
            <source>Built upon</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/about_dialog.py" />
            <source>Licence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/about_dialog.py" />
            <source>Reports of crashes are kept in {folder}, the last {kept} of them.</source>
            <extracomment>Put in: folder, kept.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/about_dialog.py" />
            <source>Cell Classifier {version}</source>
            <extracomment>Put in: version.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/about_dialog.py" />
            <source>Free software under the licence {licence}.</source>
            <extracomment>Put in: licence.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/about_dialog.py" />
            <source>Package</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/about_dialog.py" />
            <source>Packages that the program is built upon</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/asking.py" />
            <source>Tables (*.csv *.tsv *.txt);;All files (*)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/band_plot.py" />
            <source>accuracy (%)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/band_plot.py" />
            <source>accuracy of the runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/band_plot.py" />
            <source>SD {sd:.1f}, </source>
            <extracomment>Put in: sd.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/band_plot.py" />
            <source>epoch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/breaking_label.py" />
            <source>Copy</source>
            <translation>Kopieren</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/channel_boxes.py" />
            <source>Use channel {name}</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/channel_boxes.py" />
            <source>Whether the network sees this channel: {name}</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_bars.py" />
            <source>Classes: {told}.</source>
            <extracomment>Put in: told.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_bars.py" />
            <source>No classes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_curves.py" />
            <source>one curve a class: {told}</source>
            <extracomment>Put in: told.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_curves.py" />
            <source>values {low:.4g} to {high:.4g}</source>
            <extracomment>Put in: high, low.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_table.py" />
            <source>class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_table.py" />
            <source>Each class against all others.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_table.py" />
            <source>How many {units} are of this class.</source>
            <extracomment>Put in: units.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_table.py" />
            <source>predicted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_table.py" />
            <source>How many {units} are called this class.</source>
            <extracomment>Put in: units.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_table.py" />
            <source>recall %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_table.py" />
            <source>precision %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_table.py" />
            <source>ROC AUC</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_table.py" />
            <source>average precision</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_table.py" />
            <source>    by group ({groups})</source>
            <extracomment>Put in: groups.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_table.py" />
            <source>Share of the {units} of this class that are called so (sensitivity).</source>
            <extracomment>Put in: units.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_table.py" />
            <source>Share of the {units} called this class that are of it.</source>
            <extracomment>Put in: units.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_table.py" />
            <source>Harmonic mean of precision and recall.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_table.py" />
            <source>Area under the ROC curve: how often one of the {units} of this class has a higher score for it than one of another. 0.5 is guessing, 1 is perfect.</source>
            <extracomment>Put in: units.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_table.py" />
            <source>Area under the precision-recall curve. Guessing gives the share of the class, 1 is perfect.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/class_table.py" />
            <source>intervals from drawing whole groups again and again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/closing.py" />
            <source>It can go on without the window, and is found again when the study is opened. Stopped, its network is kept as it is at this moment, and what waits in the queue waits until you open the study again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/closing.py" />
            <source>It is trained on {}, and goes on there in any case, also when this computer is switched off; what it makes is fetched when the study is opened again. Runs that still wait may need this computer to begin: leave it on where you can. Stopped, which may take some seconds, its network is kept as it is.</source>
            <extracomment>Put in: .</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/closing.py" />
            <source>A training is running</source>
            <translation>Ein Training läuft</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/closing.py" />
            <source> {runs} in the queue.</source>
            <extracomment>Put in: runs.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/closing.py" />
            <source>A training is running.{others} What becomes of it?</source>
            <extracomment>Put in: others.</extracomment>
            <translation>Ein Training läuft.{others} Was soll damit geschehen?</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/closing.py" />
            <source>Let it go on</source>
            <translation>Weiterlaufen lassen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/closing.py" />
            <source>Stop it</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/closing.py" />
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/closing.py" />
            <source>{waiting} more runs wait</source>
            <extracomment>Put in: waiting.</extracomment>
            <translation>
                <numerusform>Ein weiterer Lauf wartet</numerusform>
                <numerusform>{waiting} weitere Läufe warten</numerusform>
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/collapsible.py" />
            <source>shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/collapsible.py" />
            <source>folded away</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_boxes.py" />
            <source>Box: quartiles and median; whiskers: to the last point within 1.5 box heights; each point: one run.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_boxes.py" />
            <source>box plot of the runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_boxes.py" />
            <source>not reached:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_choices.py" />
            <source>Compare with experiments of another study too: choose its folder, or drop it here. It is only read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_choices.py" />
            <source>Add another study ...</source>
            <translation>Weitere Studie hinzufügen ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_choices.py" />
            <source>Number that is compared</source>
            <translation>Zahl, die verglichen wird</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_choices.py" />
            <source>What is compared: each run has one such number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_choices.py" />
            <source>Choose experiments</source>
            <translation>Experimente wählen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_choices.py" />
            <source>Folder of another study</source>
            <translation>Ordner einer anderen Studie</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_computing.py" />
            <source>Reading the numbers of the runs ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_computing.py" />
            <source>Reading the epochs of all runs ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_computing.py" />
            <source>Reading the sizes of the training sets ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_computing.py" />
            <source>Judging each run ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_computing.py" />
            <source>Writing figures and tables: up to half a minute ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_computing.py" />
            <source>A file of these runs could not be read ({why}).</source>
            <extracomment>Put in: why.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves.py" />
            <source>learning curves of the runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves.py" />
            <source>{run}
epoch {epochs}, {words}: {value}</source>
            <extracomment>Put in: epochs, run, value, words.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>No run has measured an epoch yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>Nothing is ticked: choose training, validation or test above.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>Accuracy</source>
            <translation>Genauigkeit</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>Share of tiles that is right, in percent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>Loss</source>
            <translation>Verlust</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>Mean of -log of the probability of the true class, in nats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>Mean, band over runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>The mean over runs; its 95 % band redraws runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>LOESS, as in the article</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>Local regression through all points; its band takes epochs as independent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>A mean over each epoch; solid</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>Validation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>Measured at the end of each epoch; dashed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>Test</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>The kept network of each run on the test set; dotted: the mean</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>These runs kept no tiles aside for validation.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>What is shown over the epochs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>Line and band</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_curves_view.py" />
            <source>Show {parts}</source>
            <extracomment>Put in: parts.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_files.py" />
            <source>Folder in which a folder for figures and tables is made</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_files.py" />
            <source>Figures, tables and words were saved: {count} files in {folder}.</source>
            <extracomment>Put in: count, folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_files.py" />
            <source>Open the folder</source>
            <translation>Ordner öffnen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_frame.py" />
            <source>chance
{value:.3g} {unit}</source>
            <extracomment>Put in: unit, value.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_lacking.py" />
            <source>Here sets of runs stand beside each other: networks, data sets, controls, readers. </source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_lacking.py" />
            <source>{purpose}No study is open: choose images first, or open a study.</source>
            <extracomment>Put in: purpose.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_lacking.py" />
            <source>{purpose}That needs an experiment: the same network trained several times. Plan one under Training; 12 runs tell how far chance in training goes.</source>
            <extracomment>Put in: purpose.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_lacking.py" />
            <source>{purpose}Nothing is ticked: tick experiments at the left.</source>
            <extracomment>Put in: purpose.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_lacking.py" />
            <source>{purpose}None of the runs that are ticked has ended yet; they come here.</source>
            <extracomment>Put in: purpose.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_lacking.py" />
            <source>{purpose}None of the runs that are ticked has ended as it was meant to. Look at why under Training, and train again.</source>
            <extracomment>Put in: purpose.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_lacking.py" />
            <source>{purpose}These runs have no test set. Let them predict a folder of images that they have never seen.</source>
            <extracomment>Put in: purpose.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_lacking.py" />
            <source>Tick the newest experiment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_lacking.py" />
            <source>{purpose}{plural} ended, but none has predicted {names} yet.</source>
            <extracomment>Put in: names, plural, purpose.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_lacking.py" />
            <source>Predict with {plural}</source>
            <extracomment>Put in: plural.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_list.py" />
            <source>Tick what is compared, with the mouse or by Space. Delete takes an added study off this list; nothing of it is changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_list.py" />
            <source>Experiments that can be compared</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_list.py" />
            <source>No run was made in this study yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_list.py" />
            <source>cannot be read</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_list.py" />
            <source>no run yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_plot.py" />
            <source>A point is a run: click it, or reach it by the arrow keys and press Return. A right click saves.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_plot.py" />
            <source>Save document as PDF …</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_points.py" />
            <source>lower whisker</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_points.py" />
            <source>lower quartile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_points.py" />
            <source>upper quartile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_points.py" />
            <source>upper whisker</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_reading.py" />
            <source>{folder} cannot be read ({why}).</source>
            <extracomment>Put in: folder, why.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_reading.py" />
            <source>Left out: {error}</source>
            <extracomment>Put in: error.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_series.py" />
            <source>test, kept network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_series.py" />
            <source>Line: mean over runs; band: 95 %, whole runs redrawn (bootstrap).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_series.py" />
            <source>Line: LOESS (span 0.75, degree 2) through all points; band: 95 %, as in the article, which takes the epochs of a run as independent.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_series.py" />
            <source>epoch {epoch}</source>
            <extracomment>Put in: epoch.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_series.py" />
            <source>{words}: mean {y:.3g} {unit} (n = {y_2})</source>
            <extracomment>Put in: unit, words, y, y_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_series.py" />
            <source> (95 % {lower:.3g} to {upper:.3g})</source>
            <extracomment>Put in: lower, upper.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_sizes.py" />
            <source>Which curve is shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_sizes.py" />
            <source>Network and data, of each experiment that is ticked.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_sizes.py" />
            <source>{experiment}: {title}, on {test}</source>
            <extracomment>Put in: experiment, test, title.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_table.py" />
            <source>A double click, or Return, chooses a run; Ctrl+C copies; a right click saves.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_table.py" />
            <source>Reading the numbers of all runs, and judging them ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_table.py" />
            <source>There is no run to list yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_table.py" />
            <source>set</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_table.py" />
            <source>What the set of runs is called in plots and sentences.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_table.py" />
            <source>Seed of initial weights, order and augmentation.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_table.py" />
            <source>worth</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_table.py" />
            <source>Whether the network may be used as it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_table.py" />
            <source>run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_table.py" />
            <source>Name of the folder of the run.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_table.py" />
            <source>not trusted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_tests.py" />
            <source>The test set that runs of this study are compared on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_tests.py" />
            <source>These runs have no test set: predict a folder with them, under Predictions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_tests.py" />
            <source>{name}: predicted by {number} of the runs that are ticked</source>
            <extracomment>Put in: name, number.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_tests.py" />
            <source>On the test set</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_tests.py" />
            <source>On the test set of {names}</source>
            <extracomment>Put in: names.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_tests.py" />
            <source>no test set</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_told.py" />
            <source>What it comes to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_told.py" />
            <source>Why it is tested so</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_told.py" />
            <source>Could it be chance?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_told.py" />
            <source>To be known before it is quoted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_told.py" />
            <source>The comparison is still being computed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_told.py" />
            <source>Copy effect, intervals, the unit of n and p as a paragraph for a paper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_told.py" />
            <source>Write box plot, learning curves, tables with a codebook and all words into a new folder: SVG, PDF, PNG and CSV</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_told.py" />
            <source>Write everything about one run as a page (HTML) or a document (PDF)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_told.py" />
            <source>Copy the sentence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_told.py" />
            <source>Save figures and tables ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_told.py" />
            <source>Report of a run ...</source>
            <translation>Bericht zu einem Lauf ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_told.py" />
            <source>Something is being computed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_told.py" />
            <source>To settle it: {settle}</source>
            <extracomment>Put in: settle.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_told.py" />
            <source>Readers, blinded</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_told.py" />
            <source>Methods, for a paper</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_told.py" />
            <source>The sentence was copied: paste it where you need it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_view.py" />
            <source>No run has a number to draw yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_view.py" />
            <source>Box plot</source>
            <translation>Kastengrafik</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_view.py" />
            <source>Learning curves</source>
            <translation>Lernkurven</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_view.py" />
            <source>Table</source>
            <translation>Tabelle</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_view.py" />
            <source>More data?</source>
            <translation>Mehr Daten?</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_view.py" />
            <source>Click a point to choose its run.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_view.py" />
            <source>Show its predictions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_view.py" />
            <source>Open its study</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_view.py" />
            <source>Go to its tiles, right and wrong</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_view.py" />
            <source>Open the study of this run, and go to its tiles; this study stays in the list</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>runs differ in their seed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>runs differ in seed and split</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>each run keeps another fold aside</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>accuracy %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>balanced %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>{done} of {all_of}</source>
            <extracomment>Put in: all_of, done.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>to come</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>'{name}' was predicted by {number} of {plural}.</source>
            <extracomment>Put in: name, number, plural.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>A control: classes were shuffled, so it has to stay at chance.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>fold {fold}</source>
            <extracomment>Put in: fold.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>seed {seed}</source>
            <extracomment>Put in: seed.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>n = {n} of {planned}</source>
            <extracomment>Put in: n, planned.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>not reached</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>not defined</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>not all runs got there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>it needs 3 runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>no box: {why}</source>
            <extracomment>Put in: why.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>median {text}</source>
            <extracomment>Put in: text.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>quartiles {text} to {text_2}</source>
            <extracomment>Put in: text, text_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>whiskers {text} to {text_2}</source>
            <extracomment>Put in: text, text_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>{reader}, blinded (n = {plural}; 95 % interval)</source>
            <extracomment>Put in: plural, reader.</extracomment>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>{number} tiles</source>
            <extracomment>Put in: number.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>Comparing {plural} of {plural_2} in {metric}: a few seconds ...</source>
            <extracomment>Put in: metric, plural, plural_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/compare_words.py" />
            <source>{number} sets</source>
            <extracomment>Put in: number.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>Tiles in the order of the gallery, each with its answer, a mark for right or wrong, and a scale bar where the pixel size is known. As PNG, SVG or PDF, by the ending of the file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>Contact sheet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>chosen in the gallery</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>that the filters leave</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>number of tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>The first so many; up to {most}.</source>
            <extracomment>Put in: most.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>tiles side by side</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>How many tiles a row has.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>title of the sheet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>Stands above the tiles, after their number.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>Number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>Side by side</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>Title</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>Save as ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>Asks for a name: .png, .svg or .pdf.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>The first {count:,} of {of:,} tiles come onto the sheet.</source>
            <extracomment>Put in: count, of.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>All of {counted}come onto the sheet.</source>
            <extracomment>Put in: counted.</extracomment>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/contact_dialog.py" />
            <source>{count:,} tiles {which}</source>
            <extracomment>Put in: count, which.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contrast.py" />
            <source>stretched</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contrast.py" />
            <source>full range</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contrast.py" />
            <source>contrast</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contrast.py" />
            <source>&lt;qt&gt;For display only: the network sees the values as they are.&lt;br&gt;&lt;b&gt;stretched&lt;/b&gt;: black is {black:.4f} and white {white:.4f}, the {low}th and {high}th percentile of {sample} tiles of this test set; the same for all tiles, so that their brightness can be compared.&lt;br&gt;&lt;b&gt;full range&lt;/b&gt;: black is 0 and white is 1.&lt;/qt&gt;</source>
            <extracomment>Put in: black, high, low, sample, white.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contrasts.py" />
            <source>n = {values:,} tiles</source>
            <extracomment>Put in: values.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contrasts.py" />
            <source>{measured:,} tiles</source>
            <extracomment>Put in: measured.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contrasts.py" />
            <source>a sample of {measured:,} tiles (there are {of:,})</source>
            <extracomment>Put in: measured, of.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contrasts.py" />
            <source> Drag the line to the right to drop those without cells.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contrasts.py" />
            <source>Drops none of {where}.{hint}</source>
            <extracomment>Put in: hint, where.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contrasts.py" />
            <source>Drops {dropped:,} of {where} ({each}), the same rule for all classes.</source>
            <extracomment>Put in: dropped, each, where.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/contrasts.py" />
            <source> Nothing is left of {emptied}!</source>
            <extracomment>Put in: emptied.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_bar.py" />
            <source>From black to white.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_bar.py" />
            <source>White is 0, purple is above it, orange below.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_bar.py" />
            <source>The more purple, the larger; over black above, over white below.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_bar.py" />
            <source>colour bar of {what}: {low} to {high}</source>
            <extracomment>Put in: high, low, what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_bar.py" />
            <source>&lt;qt&gt;{low} to {high}. {words}&lt;/qt&gt;</source>
            <extracomment>Put in: high, low, words.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_canvas.py" />
            <source>Mouse or arrow keys: move the kernel.  Wheel, +, -: zoom.  Drag: move.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_exciting.py" />
            <source>Seen: where in each tile the feature is strongest. Not to conclude: that it means what these tiles have in common; others may excite it almost as much.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_exciting.py" />
            <source>Find tiles that excite it most</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_exciting.py" />
            <source>how far the search is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_exciting.py" />
            <source>tiles that excite the feature most</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_exciting.py" />
            <source>&lt;qt&gt;Looks at all tiles of the set, for all features of this convolution at once; what is found is kept in the run.&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_exciting.py" />
            <source>Stops the search; nothing of it is kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_exciting.py" />
            <source>Puts all {number:,} tiles of '{test}' through the network up to this convolution, for all its features at once.</source>
            <extracomment>Put in: number, test.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_exciting.py" />
            <source>No tile of '{test}' excites this feature: it is silent in all.</source>
            <extracomment>Put in: test.</extracomment>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/convolutions_exciting.py" />
            <source>{tiles} tiles</source>
            <extracomment>Put in: tiles.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/convolutions_exciting.py" />
            <source>{images} images</source>
            <extracomment>Put in: images.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_exciting.py" />
            <source>{number} of {of} that excite it most, of {tiles:,}; the ring is where. Double click: show the tile.</source>
            <extracomment>Put in: number, of, tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_exciting.py" />
            <source>{image}: up to {short}, mean {short_2}; true class {true}</source>
            <extracomment>Put in: image, short, short_2, true.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_feature.py" />
            <source>the feature map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_feature.py" />
            <source>the kernels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_feature.py" />
            <source>Feature {feature} of {learnt}</source>
            <extracomment>Put in: feature, learnt.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_feature.py" />
            <source>Silent: the map is zero everywhere in this tile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_feature.py" />
            <source>tile with the feature map over it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_feature.py" />
            <source>value under the mouse</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_feature.py" />
            <source>Value of the map, and its column and row in it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_feature.py" />
            <source>{short} at {column}, {row} of {columns} x {rows}</source>
            <extracomment>Put in: column, columns, row, rows, short.</extracomment>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/convolutions_feature.py" />
            <source>each of its {inputs} inputs</source>
            <extracomment>Put in: inputs.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_feature.py" />
            <source>; shown after {after}</source>
            <extracomment>Put in: after.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_feature.py" />
            <source>, plus {short}</source>
            <extracomment>Put in: short.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_feature.py" />
            <source>One {width} x {height} kernel on {of}, added up{plus}{after}.</source>
            <extracomment>Put in: after, height, of, plus, width.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_finding.py" />
            <source>Asking the network what each of its convolutions makes of this tile ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_finding.py" />
            <source>The feature maps cannot be read, though they were just written. Look whether the disk of the study is full, and choose the tile again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_finding.py" />
            <source>The feature maps were not finished.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_finding.py" />
            <source>Stopped; nothing was kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_finding.py" />
            <source>The search was not finished.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_finding.py" />
            <source>The table {path} is damaged ({error}). Delete it, and search again.</source>
            <extracomment>Put in: error, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_gallery.py" />
            <source>features of the convolution</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_gallery.py" />
            <source>up to {largest:.2g}</source>
            <extracomment>Put in: largest.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_gallery.py" />
            <source>input {source}, the strongest of {of}</source>
            <extracomment>Put in: of, source.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_gallery.py" />
            <source>the tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_gallery.py" />
            <source>Feature {number}: from {short} to {short_2}, mean {short_3}, above 0 on {active:.0f} % of the tile.
Its kernel on {which}:
{table_of}</source>
            <extracomment>Put in: active, number, short, short_2, short_3, table_of, which.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_kernel.py" />
            <source>numbers of your own</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_kernel.py" />
            <source>kernel to start from</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_kernel.py" />
            <source>size of the kernel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_kernel.py" />
            <source>Larger: with a rim of zeros. Smaller: without its rim.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_kernel.py" />
            <source>Kernel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_kernel.py" />
            <source>Size</source>
            <translation>Größe</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_kernel.py" />
            <source>The numbers can be changed below.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_kernel.py" />
            <source>row {row}, column {column}</source>
            <extracomment>Put in: column, row.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_kernel.py" />
            <source>kernel, {place}</source>
            <extracomment>Put in: place.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_kernel.py" />
            <source>Number in {place}, such as 2, -0.5 or 1/9.</source>
            <extracomment>Put in: place.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_kernel.py" />
            <source>{error} Until then the last numbers count.</source>
            <extracomment>Put in: error.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_learnt.py" />
            <source>Seen: what each kernel picks out of this tile, and at the left of each map the kernel on its strongest input. Not to conclude: that a feature which lights up matters for the answer; the layers behind may not use it. Along its edges a map sees zeros beyond the tile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_learnt.py" />
            <source>Each its own: every picture is shown in full colour, so that faint features are seen. Common: the same colour is the same value in all of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_learnt.py" />
            <source>convolution</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_learnt.py" />
            <source>Convolutions in the order of computation.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_learnt.py" />
            <source>each its own</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_learnt.py" />
            <source>common to all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_learnt.py" />
            <source>scale of the colours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_learnt.py" />
            <source>Convolution</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_learnt.py" />
            <source>Scale</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_learnt.py" />
            <source> (shared)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_learnt.py" />
            <source>{place}. {learnt}{shared}: {features} features, {width} x {height} kernels, {columns} x {rows} maps</source>
            <extracomment>Put in: columns, features, height, learnt, place, rows, shared, width.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_own.py" />
            <source>Seen: what one kernel makes of every pixel; it is not turned round, and beyond the edges pixels are 0, as in networks. Not to conclude: that the network uses it; that learns its own, and adds up one for each map before.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_own.py" />
            <source>Choose a tile at the left.</source>
            <translation>Wählen Sie links eine Kachel.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_own.py" />
            <source>The article's example</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_own.py" />
            <source>the result</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_own.py" />
            <source>pixels under the kernel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_own.py" />
            <source>tile with the window of the kernel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_own.py" />
            <source>what the kernel makes of the tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_own.py" />
            <source>&lt;qt&gt;Shows the article's 3 x 3 pixels under the uniform kernel 1/9: the centre becomes 22/9 = 2.44. Again: back to the tile.&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_own.py" />
            <source>products and their sum</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_own.py" />
            <source>The tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_own.py" />
            <source>The result</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_own.py" />
            <source>Pixels under the kernel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_own.py" />
            <source>x the kernel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_own.py" />
            <source>= products</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_own.py" />
            <source>At column {x}, row {y}: </source>
            <extracomment>Put in: x, y.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_strip.py" />
            <source>kernels of the feature</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/convolutions_strip.py" />
            <source>{number} kernels, one for each input</source>
            <extracomment>Put in: number.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_strip.py" />
            <source>{words}; full colour at {short}</source>
            <extracomment>Put in: short, words.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_strip.py" />
            <source>on input {found}:
{table_of}</source>
            <extracomment>Put in: found, table_of.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_tab.py" />
            <source>A kernel of your own</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_tab.py" />
            <source>Blur, sharpen, find edges by hand.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_tab.py" />
            <source>What the network learnt</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_tab.py" />
            <source>Its kernels and feature maps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/convolutions_tab.py" />
            <source>whose kernels are shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/copies_line.py" />
            <source>Show the pairs ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/copies_line.py" />
            <source>See the pairs side by side, and judge them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/count_table.py" />
            <source>counts by predicted class and confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/count_table.py" />
            <source>A click on a number shows its {units}.</source>
            <extracomment>Put in: units.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/count_table.py" />
            <source>called</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/count_table.py" />
            <source>The most probable class. {click}</source>
            <extracomment>Put in: click.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/count_table.py" />
            <source>How many are called so. {click}</source>
            <extracomment>Put in: click.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/count_table.py" />
            <source>share %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/count_table.py" />
            <source>Of all {units}.</source>
            <extracomment>Put in: units.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/count_table.py" />
            <source>median confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/count_table.py" />
            <source>Half of them are surer than this.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/count_table.py" />
            <source>Confidence in this band. {click}</source>
            <extracomment>Put in: click.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/count_table.py" />
            <source>predicted {name}</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/count_table.py" />
            <source>, confidence {low:.2f} to {high:.2f}</source>
            <extracomment>Put in: high, low.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/curve_plot.py" />
            <source>score ≥</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/curve_plot.py" />
            <source>Point at the curve to read it; a click shows the {unit} called so there.</source>
            <extracomment>Put in: unit.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/curve_plot.py" />
            <source>Left and right walk along the curve, Return shows its {unit}.</source>
            <extracomment>Put in: unit.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/curve_plot.py" />
            <source>No predictions yet.</source>
            <translation>Noch keine Vorhersagen.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/curve_plot.py" />
            <source> (n = {yes:,} of {n:,} {unit})</source>
            <extracomment>Put in: n, unit, yes.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/device_dialog.py" />
            <source>A network learns faster on a GPU, and as well on the processor. What is chosen here holds for this computer, and for trainings that start from now on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/device_dialog.py" />
            <source>Networks trained with one engine can be used with the other. The same seed gives the same numbers only on the same engine and device.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/device_dialog.py" />
            <source>Test the device</source>
            <translation>Gerät prüfen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/device_dialog.py" />
            <source>Stop the test</source>
            <translation>Prüfung anhalten</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/device_dialog.py" />
            <source>Trains a small network there for some seconds: whether it works, how fast, and on a GPU whether its numbers are those of the processor.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/device_dialog.py" />
            <source>Device and engine</source>
            <translation>Gerät und Rechenkern</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/device_dialog.py" />
            <source>Progress of the test</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/device_dialog.py" />
            <source>Use these</source>
            <translation>Diese benutzen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/device_dialog.py" />
            <source>Networks run on</source>
            <translation>Netze laufen auf</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/device_dialog.py" />
            <source>Engine</source>
            <translation>Rechenkern</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/device_list.py" />
            <source>The best there is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/device_list.py" />
            <source>now: {in_words}</source>
            <extracomment>Put in: in_words.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/device_list.py" />
            <source>not found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/device_list.py" />
            <source>{memory:.0f} GB</source>
            <extracomment>Put in: memory.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/device_list.py" />
            <source>Processor</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/device_list.py" />
            <source>GPU {partition}</source>
            <extracomment>Put in: partition.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/dot_strip.py" />
            <source>test accuracy of the runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/dot_strip.py" />
            <source>chance {chance:.3g} %</source>
            <extracomment>Put in: chance.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/dot_strip.py" />
            <source>accuracy on {test} (%)</source>
            <extracomment>Put in: test.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/dot_strip.py" />
            <source>a run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/dot_strip.py" />
            <source>95 % interval</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/dot_strip.py" />
            <source>mean ± SD</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/drop_histogram.py" />
            <source>&lt;qt&gt;How much the pixels of each tile differ: their standard deviation, as a share of the range from black to white. Tiles without a cell lie at the left. Click or drag to put the threshold; Left and Right move it (Shift: a little).&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/drop_histogram.py" />
            <source>contrast of the tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/drop_histogram.py" />
            <source>contrast (share of the range)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/drop_histogram.py" />
            <source>Not measured yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/drop_panel.py" />
            <source>The contrast of the tiles is measured once they are cut.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/drop_panel.py" />
            <source>Drop near-empty tiles</source>
            <translation>Fast leere Kacheln weglassen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/drop_panel.py" />
            <source>The contrast of the tiles is being measured ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/drop_panel.py" />
            <source>Measured {done:,} of {of:,} tiles ...</source>
            <extracomment>Put in: done, of.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/drop_panel.py" />
            <source>drop below</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/durations.py" />
            <source>about {value} s</source>
            <extracomment>Put in: value.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/durations.py" />
            <source>about {minutes} min</source>
            <extracomment>Put in: minutes.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/durations.py" />
            <source>about {hours} h {minutes} min</source>
            <extracomment>Put in: hours, minutes.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/durations.py" />
            <source>about {hours} h</source>
            <extracomment>Put in: hours.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/durations.py" />
            <source>about {days} {plural} {hours} h</source>
            <extracomment>Put in: days, hours, plural.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/durations.py" />
            <source>about {days} {plural}</source>
            <extracomment>Put in: days, plural.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/editors.py" />
            <source>Choose: {title}</source>
            <extracomment>Put in: title.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/editors.py" />
            <source>a file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/editors.py" />
            <source>Choose a file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/engine_choice.py" />
            <source>Uses NVIDIA GPUs on Linux, and in WSL2 on Windows.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/engine_choice.py" />
            <source>Uses NVIDIA GPUs on Linux and Windows, and Apple GPUs (experimental).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/engine_choice.py" />
            <source>{text} Not installed. {how}</source>
            <extracomment>Put in: how, text.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_form.py" />
            <source>One training is an anecdote: another seed gives another accuracy. An experiment trains the same again and again, and tells the mean with its spread.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_form.py" />
            <source>New experiment</source>
            <translation>Neues Experiment</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_form.py" />
            <source>Start experiment</source>
            <translation>Experiment starten</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_form.py" />
            <source>No network is chosen: tick one or more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_form.py" />
            <source>No kind of data is chosen: tick one or more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_form.py" />
            <source>There are as many folds as runs: choose 2 to 50 runs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_form.py" />
            <source>Train these runs, one after another</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_form.py" />
            <source>What will be trained</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_form.py" />
            <source>Runs differ in {choice}. {help}</source>
            <extracomment>Put in: choice, help.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_form.py" />
            <source>{name}, as it is in the study</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plan.py" />
            <source>Network and data</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plan.py" />
            <source>Training tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plan.py" />
            <source>not known</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/experiment_plan.py" />
            <source>{runs} runs</source>
            <extracomment>Put in: runs.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plan.py" />
            <source>{counted}; the time is not known before the tiles are made.</source>
            <extracomment>Put in: counted.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plan.py" />
            <source>{counted}, {about} on this device</source>
            <extracomment>Put in: about, counted.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plan.py" />
            <source>{counted}; {about} on this device for {of} of them</source>
            <extracomment>Put in: about, counted, of.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plan.py" />
            <source>, less where runs stop early</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plan.py" />
            <source>its time is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plan.py" />
            <source>their time is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plan.py" />
            <source> or </source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plan.py" />
            <source>; no run of {names} has been timed yet, so {whose} not known</source>
            <extracomment>Put in: names, whose.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plots.py" />
            <source>The curves of all runs appear here after the first epoch.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plots.py" />
            <source>These runs keep no tiles aside for validation.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plots.py" />
            <source>The test accuracy of each run appears here as soon as it is finished,
with mean, spread and interval over the runs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plots.py" />
            <source>training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plots.py" />
            <source>validation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plots.py" />
            <source>Accuracy of training or validation</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plots.py" />
            <source>Tiles that the accuracy over the epochs is measured on</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plots.py" />
            <source>Test set whose accuracy is shown, in the table too</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plots.py" />
            <source>Accuracy over the epochs, in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_plots.py" />
            <source>Test accuracy of the finished runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_rows.py" />
            <source>{epoch} of {epochs}</source>
            <extracomment>Put in: epoch, epochs.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_rows.py" />
            <source>{told}, {clock} left</source>
            <extracomment>Put in: clock, told.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_rows.py" />
            <source>State</source>
            <translation>Stand</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_rows.py" />
            <source>Accuracy on the test set that is shown at the right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_rows.py" />
            <source>epochs: {progress}</source>
            <extracomment>Put in: progress.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_runs.py" />
            <source>Runs of the experiment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_view.py" />
            <source>Drop run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_view.py" />
            <source>Add</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_view.py" />
            <source>Progress of the experiment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_view.py" />
            <source> runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_view.py" />
            <source>Runs to be added of each variant</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_view.py" />
            <source>Add runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_view.py" />
            <source>Fold</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_view.py" />
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_view.py" />
            <source>Start no further run until 'Go on' is pressed; nothing is lost</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_view.py" />
            <source>Take the experiment up where it was</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_view.py" />
            <source>Do not train the chosen run (Delete)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_view.py" />
            <source>Choose a run that waits, to drop it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_view.py" />
            <source>Train so many runs more of each variant, with the seeds that follow</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_view.py" />
            <source>All runs have ended</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_view.py" />
            <source>There are as many folds as runs: none can be added</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_words.py" />
            <source>Something leaks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_words.py" />
            <source>Experiment with {variants} variants</source>
            <extracomment>Put in: variants.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_words.py" />
            <source>{runs} of each variant</source>
            <extracomment>Put in: runs.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_words.py" />
            <source>, which differ in: {varying}</source>
            <extracomment>Put in: varying.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_words.py" />
            <source>{each}{differ}. Made {made}.</source>
            <extracomment>Put in: differ, each, made.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_words.py" />
            <source>{done} of {states} runs finished</source>
            <extracomment>Put in: done, states.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_words.py" />
            <source>{epochs:,} epochs trained</source>
            <extracomment>Put in: epochs.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_words.py" />
            <source> The same holds for: {same}.</source>
            <extracomment>Put in: same.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_words.py" />
            <source>time left not known yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/experiment_words.py" />
            <source>{about} left</source>
            <extracomment>Put in: about.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_bar.py" />
            <source>{most} of each tile, {unit}</source>
            <extracomment>Put in: most, unit.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_bar.py" />
            <source>colour bar: {left} to {right}</source>
            <extracomment>Put in: left, right.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_bar.py" />
            <source>White is 0, purple speaks for the class, orange against it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_bar.py" />
            <source>The more purple, the more a pixel matters, for or against the class; over black in the upper half, over white in the lower.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_bar.py" />
            <source>&lt;qt&gt;{left} to {right}. {kind}&lt;/qt&gt;</source>
            <extracomment>Put in: kind, left, right.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_choices.py" />
            <source>Which class the map explains: what speaks for or against this class rather than the others.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_choices.py" />
            <source>predicted class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_choices.py" />
            <source>class that is explained</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_choices.py" />
            <source>settings of the method</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_choices.py" />
            <source>Settings of this method.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_choices.py" />
            <source>This method has no settings.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_choices.py" />
            <source> Changed: {changed}.</source>
            <extracomment>Put in: changed.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_choices.py" />
            <source>Settings: {attributions}</source>
            <extracomment>Put in: attributions.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_choices.py" />
            <source>Maps made with other settings are kept beside these.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps.py" />
            <source>How clumps are found. Choose it by the outlines alone, never by what is measured.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps.py" />
            <source>Find and measure</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps.py" />
            <source>How clumps are found, and what was measured of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps.py" />
            <source>Correct by hand</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps.py" />
            <source>Paint and erase clumps of the chosen tile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps.py" />
            <source>Before and after</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps.py" />
            <source>The chosen tile without its clumps, and the answers.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps.py" />
            <source>Over runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps.py" />
            <source>The same number of each run of the experiment.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps.py" />
            <source>tile with the outlines of its clumps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps.py" />
            <source>what is done with clumps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_canvas.py" />
            <source>&lt;qt&gt;Drag: paint or erase; with the right button the other of the two. Wheel, [ and ]: width of the brush. Ctrl and wheel, +, -: zoom; 0: fit. Shift or middle button and drag: move. Arrows and Space: paint by keys.&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_canvas.py" />
            <source>tile whose clumps are corrected</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_correct.py" />
            <source>Correct by what is seen in the tile alone. Whoever knows where the attribution lies would draw clumps below it and measure nothing, so none is shown here; correct before you measure, and tiles of all classes alike.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_correct.py" />
            <source>Save again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_correct.py" />
            <source>A measurement goes on, and needs clumps as they are: wait, or cancel it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_correct.py" />
            <source>Corrected by hand</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_correct.py" />
            <source>Looking for the clumps of this tile ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_correct.py" />
            <source>Clumps do not go all around this place.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_correct.py" />
            <source>There is no clump at this place.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_correct.py" />
            <source> Saved.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_correct.py" />
            <source>{mean:.1f} % of the tile</source>
            <extracomment>Put in: mean.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_correct.py" />
            <source>Clumps cover {area}.</source>
            <extracomment>Put in: area.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_correct.py" />
            <source>No clump.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_correct.py" />
            <source> As they were found.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_correct.py" />
            <source>Corrections cannot be counted ({error}).</source>
            <extracomment>Put in: error.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_correct.py" />
            <source>{found} of {tiles:,} tiles {was} corrected by hand.</source>
            <extracomment>Put in: found, tiles, was.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_erased.py" />
            <source>These are the pixels that the network is asked about when the set is measured: each clump gives way to what lies around it; the placebo has the same done to it elsewhere, so that what it changes is no effect of clumps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_erased.py" />
            <source>Not asked yet: measure the set under Find and measure, then answers stand here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_erased.py" />
            <source>This tile is not among those that were measured, so there is no answer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_erased.py" />
            <source>No clump was found in this tile, so there is nothing to erase.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_erased.py" />
            <source>Not all shapes found another place: the placebo changed less, so this tile is left out of the numbers.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_erased.py" />
            <source>Without its clumps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_erased.py" />
            <source>Placebo: done elsewhere</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_erased.py" />
            <source>Outline what was replaced</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_erased.py" />
            <source>&lt;qt&gt;Clumps with the light blurred around them; in the placebo the same shapes at their other places.&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_keeper.py" />
            <source>The correction of {image} is not saved: the folder {folder} cannot be written ({strerror}). It stays here as it is drawn until the window is closed: free space, or allow writing, and press Save again.</source>
            <extracomment>Put in: folder, image, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_masks.py" />
            <source>A folder of masks, named as the images: PNG or TIFF that are 0 outside clumps, or regions of ImageJ (.roi, .zip). It can also be dropped here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_masks.py" />
            <source>Own masks ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_masks.py" />
            <source>Find instead</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_masks.py" />
            <source>Uses no own masks: clumps are found by their size.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_masks.py" />
            <source>Choose the folder of your masks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_masks.py" />
            <source>none: clumps are found</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>Paint</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>Adds what the brush goes over to the clumps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>Erase</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>Takes what the brush goes over from the clumps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>Fill</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>A click into a gap that clumps enclose fills it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>Take away</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>A click on a clump takes all of it away.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>Tint clumps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>Undo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>Redo</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>No clump here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>As found again</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>&lt;qt&gt;{help_text} Key {key}.&lt;/qt&gt;</source>
            <extracomment>Put in: help_text, key.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>Takes the last stroke back. Ctrl+Z.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>Makes it again. Ctrl+Y.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>States that this tile has no clump at all.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>Drops the correction: found as in other tiles. Undo works.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source> px</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>width of the brush</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>Width of the brush in pixels. Wheel, or [ and ].</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>Shows clumps in a faint colour, else as outlines alone.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>brightness of the tile on the screen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_tools.py" />
            <source>Shows the tile brighter; nothing else changes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_words.py" />
            <source>called {class_name}</source>
            <extracomment>Put in: class_name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_words.py" />
            <source>, true class not known</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_words.py" />
            <source>Flips</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_words.py" />
            <source>Stays</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_words.py" />
            <source>log-odds of {explained} {signed}</source>
            <extracomment>Put in: explained, signed.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_words.py" />
            <source> ({signed} by this)</source>
            <extracomment>Put in: signed.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_words.py" />
            <source>flips to {class_name}</source>
            <extracomment>Put in: class_name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_words.py" />
            <source>stays {class_name}</source>
            <extracomment>Put in: class_name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_words.py" />
            <source>flips to {class_name} too</source>
            <extracomment>Put in: class_name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_words.py" />
            <source>stays as it was</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_clumps_words.py" />
            <source>Without its clumps the answer {first}; with the same done elsewhere it {second}. One tile proves nothing: the share over all tiles is under Find and measure.</source>
            <extracomment>Put in: first, second.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>PNG picture (*.png);;SVG drawing (*.svg);;PDF document (*.pdf)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>Others</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>Make the maps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>maps that are made</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>tiles of each class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>How many tiles of each class are drawn at random.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>Draws other tiles at random.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>save the figure or the maps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>Figure (PNG, SVG, PDF) ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>Maps as 32-bit TIFF, for ImageJ ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>Tiles of each class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>made by</source>
            <translation>erzeugt mit</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>explaining the</source>
            <translation>erklärt die</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>{there} of {all} maps are there.</source>
            <extracomment>Put in: all, there.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>To be made: {told}.</source>
            <extracomment>Put in: told.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>Makes those that are missing; maps are kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>All maps are there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>Saves the figure, or the maps with their values.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>There is no map to save yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>Explaining tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>Save the figure</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>Folder for the maps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>the maps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>Writing {name} ...</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_grid.py" />
            <source>Not saved: {why}. Choose another folder.</source>
            <extracomment>Put in: why.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_maps.py" />
            <source>This run has not predicted this tile. Predict the set.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_maps.py" />
            <source>The class '{name}' is none of this run's: {classes}. Choose one of these.</source>
            <extracomment>Put in: classes, name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_maps.py" />
            <source>The true class of this tile is not known. Choose a class by name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_maps.py" />
            <source>This run has not predicted '{test}' yet. Predict it first.</source>
            <extracomment>Put in: test.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_maps.py" />
            <source>This run does not have this tile in its test set. Choose a run that was made with the same images and the same size of tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_maps.py" />
            <source>The attribution was made but cannot be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_maps.py" />
            <source>Explaining {class_name} ...</source>
            <extracomment>Put in: class_name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure.py" />
            <source>Measure</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure.py" />
            <source>how far measuring is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure.py" />
            <source>Maps made by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure.py" />
            <source>for the</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure.py" />
            <source>How much is measured</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure.py" />
            <source>This was measured already; change something, to measure again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure.py" />
            <source>Makes missing maps first, then measures; tables lie in the run.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_all.py" />
            <source>{which}: waiting</source>
            <extracomment>Put in: which.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_all.py" />
            <source>Run {of} of {of_2}</source>
            <extracomment>Put in: of, of_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_all.py" />
            <source>Stopped; runs that were measured are kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_all.py" />
            <source>Not all runs were measured.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>Runs that differ in chance alone look at different things: their spread is as a rule much larger than the interval of one run, which knows of images only. Say how many runs a number is over, and never show the best one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>This run belongs to no experiment, so that there is nothing to say of how much the number varies by chance. Under Training, make an experiment of several runs that differ in their seed; five tell something, three little.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>The run; it differs from the others in its seed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>Seed of its training.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>state</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>What there is of it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>not measured yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>not predicted: do that first, under Predictions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>no network: not trained to its end</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>attribution in clumps over runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>Attribution in clumps, x over area: each run, and their median; dashed: 1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>No run of the experiment was measured with these settings.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>{dots} runs</source>
            <extracomment>Put in: dots.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>brightness alone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>Measure all runs of the experiment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>how far measuring the runs is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>Measures each run that was not measured with these settings, in turn.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>No run of the experiment was measured with these settings yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>run {id}</source>
            <extracomment>Put in: id.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>Median over tiles, x over area, with its interval.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>{value:.3g} (no interval)</source>
            <extracomment>Put in: value.</extracomment>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>{unready} runs are</source>
            <extracomment>Put in: unready.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source> {runs} left out: see the table.</source>
            <extracomment>Put in: runs.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>All runs that can be were measured with these settings.{left}</source>
            <extracomment>Put in: left.</extracomment>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/explain_measure_runs.py" />
            <source>{plans} runs</source>
            <extracomment>Put in: plans.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measuring.py" />
            <source>Measured, with just these settings:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measuring.py" />
            <source> {missing:,} maps are made first.</source>
            <extracomment>Put in: missing.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measuring.py" />
            <source>Waiting</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measuring.py" />
            <source>Stopped; the maps that were made are kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_measuring.py" />
            <source>The measurement was not finished.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_numbers.py" />
            <source>The true class, and what came of it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_numbers.py" />
            <source>Tiles that were measured.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_numbers.py" />
            <source>without</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_numbers.py" />
            <source>Of these, tiles without clumps: no number is over them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_numbers.py" />
            <source>in clumps, x over area</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_numbers.py" />
            <source>Median over tiles of the share of attribution that lies in clumps, divided by their share of the tile; in brackets the 95 % interval over groups of images.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_numbers.py" />
            <source>share in clumps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_numbers.py" />
            <source>Median share of a tile's attribution that lies in clumps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_numbers.py" />
            <source>What was measured cannot be read from {folder} ({name}: {error}). Nothing else was lost: measure again.</source>
            <extracomment>Put in: error, folder, name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_numbers.py" />
            <source>The same number by {name}.</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_numbers.py" />
            <source>{name}, called {outcome}</source>
            <extracomment>Put in: name, outcome.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_numbers.py" />
            <source>{told}: interval over {over}.</source>
            <extracomment>Put in: over, told.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_numbers.py" />
            <source>not measured</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_numbers.py" />
            <source>{value} (no interval)</source>
            <extracomment>Put in: value.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_numbers.py" />
            <source>{value} ({row} of {draws} below)</source>
            <extracomment>Put in: draws, row, value.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_outlines.py" />
            <source>Looking at the control ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_outlines.py" />
            <source>This tile has no mask in the folder of own masks.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/explain_outlines.py" />
            <source>{clumps} clumps</source>
            <extracomment>Put in: clumps.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_outlines.py" />
            <source>corrected by hand</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_profiles.py" />
            <source>by brightness</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_profiles.py" />
            <source>by distance from clumps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_profiles.py" />
            <source>by distance from the centre</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_profiles.py" />
            <source>attribution profile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_profiles.py" />
            <source>No tile has such pixels.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_profiles.py" />
            <source>Attribution {titles}: mean, x that of the tile</source>
            <extracomment>Put in: titles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_profiles.py" />
            <source>mean attribution</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_profiles.py" />
            <source> x the mean</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results.py" />
            <source>Nothing was measured yet. What counts is how much more of the attribution lies in clumps than their area would give, beside what brightness alone gives and what the same outlines give elsewhere in the tile: a picture shows neither.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results.py" />
            <source>All of it, in words</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results.py" />
            <source>Tables for R and these sentences: {folder}</source>
            <extracomment>Put in: folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_curves.py" />
            <source> ({low:.2g} to {high:.2g})</source>
            <extracomment>Put in: high, low.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_curves.py" />
            <source>{name}: {mean:.2g}{unit}{band} at {x:.3g}</source>
            <extracomment>Put in: band, mean, name, unit, x.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_curves.py" />
            <source>{name} (n = {tiles} tiles)</source>
            <extracomment>Put in: name, tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_curves.py" />
            <source> in {groups} groups</source>
            <extracomment>Put in: groups.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_curves.py" />
            <source>{tiles} tiles{groups}</source>
            <extracomment>Put in: groups, tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>An earlier version of the program measured this and kept no single draws: each null is shown as its median.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>attribution in clumps beside its nulls</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>Attribution in clumps, x over area, beside its nulls; dashed: by area</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>No class has clumps, so there is no number.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>{class_name} (n = {tiles} tiles)</source>
            <extracomment>Put in: class_name, tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>this network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>maps while layers lose what they learnt</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>Likeness of maps (Spearman) when layers lose what they learnt, in turn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>Not measured.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>tiles that change class by clumps put in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>log-odds by clumps put in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>log-odds with pixels blurred</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>log-odds with pixels put back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>clumps put in</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>Tiles of the control that change class, %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>Mean log-odds of the control in these tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>Layers were not emptied: no tile was chosen for it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>class that is explained in the curves</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>Tiles that are explained as this class are shown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>Pixels of tiles explained as</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>No clumps were put into the control: there is no control class with tiles that were called right, or none was asked for.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>No pixels were deleted or put back: no tile was chosen for it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>put back into the blurred tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>Log-odds with pixels {what}, by which of them come first</source>
            <extracomment>Put in: what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_plots.py" />
            <source>% of the pixels (drawn at the square root, since clumps are few pixels)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_strips.py" />
            <source>{size} dots</source>
            <extracomment>Put in: size.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_strips.py" />
            <source> ({low:.3g} to {high:.3g})</source>
            <extracomment>Put in: high, low.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_results_warning.py" />
            <source>Attention: {sentence}</source>
            <extracomment>Put in: sentence.</extracomment>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/explain_series.py" />
            <source>{tiles:,} maps</source>
            <extracomment>Put in: tiles.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_series.py" />
            <source>{number}, about {cost:,} passes of a tile through the network</source>
            <extracomment>Put in: cost, number.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_series.py" />
            <source>Stops; what was made so far is kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_series.py" />
            <source>{what}: %v of %m</source>
            <extracomment>Put in: what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_sheet.py" />
            <source>no map yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_sheet.py" />
            <source>the predicted class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_sheet.py" />
            <source>the true class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_sheet.py" />
            <source>{method} for {named}; {with_map} of {tiles:,} tiles of {test}, run {id}. Letters are the true classes: </source>
            <extracomment>Put in: id, method, named, test, tiles, with_map.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_sheet.py" />
            <source>There is no map to show yet. Make the maps first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_sheet.py" />
            <source>Saved {path}.</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_sheet.py" />
            <source> {left} tiles without map left out.</source>
            <extracomment>Put in: left.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_sheet.py" />
            <source>Saved {written} maps in {into}.</source>
            <extracomment>Put in: into, written.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_show.py" />
            <source>Laid over: the more purple, the more a pixel matters, for or against the class. Signed: purple speaks for the class, orange against it, white is 0.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_show.py" />
            <source>Each its own: every map is shown in full colour, so that only its shape can be compared. Common: the same colour is the same value everywhere, in maps of the same unit.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_show.py" />
            <source>Draws a line around the clumps, as they are found by the settings under Clumps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_show.py" />
            <source>how the map is shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_show.py" />
            <source>laid over in purple</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_show.py" />
            <source>signed: for and against</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_show.py" />
            <source>opacity of the overlay</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_show.py" />
            <source>How much of the tile full purple hides.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_show.py" />
            <source>Clump outlines</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_show.py" />
            <source>Shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_show.py" />
            <source>Opacity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_slot.py" />
            <source>run of this view</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_slot.py" />
            <source>The run whose network is explained.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tabs.py" />
            <source>all tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tabs.py" />
            <source>wrong answers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tabs.py" />
            <source>true {name}</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tabs.py" />
            <source>which tiles are listed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tabs.py" />
            <source>Lists all tiles, or some of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tabs.py" />
            <source>Many tiles of each class: the article's figure.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tabs.py" />
            <source>How much of the attribution lies in clumps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tabs.py" />
            <source>Convolutions</source>
            <translation>Faltungen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tabs.py" />
            <source>What each layer makes of a tile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tabs.py" />
            <source>Learning</source>
            <translation>Lernen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tabs.py" />
            <source>How maps and features came, by epoch.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tabs.py" />
            <source>Landscape</source>
            <translation>Landschaft</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tabs.py" />
            <source>The loss around the network's weights.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tabs.py" />
            <source>ways to explain</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tabs.py" />
            <source>{rows:,} of {of:,} tiles</source>
            <extracomment>Put in: of, rows.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tile.py" />
            <source>What a picture cannot show: clumps are bright, and a map that is multiplied by brightness falls on them anyway; the tile itself, without any network, does. Whether the network looks at clumps is measured under Clumps.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tile.py" />
            <source>What differs from view to view: the method, the class that is explained, or the run whose network is asked.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tile.py" />
            <source>Add a view</source>
            <translation>Ansicht hinzufügen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tile.py" />
            <source>methods</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tile.py" />
            <source>classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tile.py" />
            <source>runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tile.py" />
            <source>what differs from view to view</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tile.py" />
            <source>Up to {most_views} views, side by side.</source>
            <extracomment>Put in: most_views.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tile.py" />
            <source>Side by side:</source>
            <translation>Nebeneinander:</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tile.py" />
            <source>pixel under the mouse</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_tile.py" />
            <source>x {x}  y {y}  brightness {numbers}</source>
            <extracomment>Put in: numbers, x, y.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_view.py" />
            <source>Take this view away</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_view.py" />
            <source>take this view away</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_view.py" />
            <source>No attribution: the map is zero everywhere.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_view.py" />
            <source>attribution {number} {unit}</source>
            <extracomment>Put in: number, unit.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_view.py" />
            <source>for {class_name}</source>
            <extracomment>Put in: class_name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_view.py" />
            <source>the map misses {facts:.1f} % of the change of the log-odds ({get:.0f} steps)</source>
            <extracomment>Put in: facts, get.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_view.py" />
            <source>window {window:.0f} px, stride {stride:.0f} px</source>
            <extracomment>Put in: stride, window.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/explain_view.py" />
            <source>without sign, so laid over</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/export_dialog.py" />
            <source>Writes the network of {}, with its intensity rule, tile size, channels and class names inside. It is read again by the program that it is for and compared on tiles of this run; only if all answers are the same to 0.00001 is it kept.</source>
            <extracomment>Put in: .</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/export_dialog.py" />
            <source>Packed model (.cellmodel)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/export_dialog.py" />
            <source>A Keras network with all that Cell Classifier needs to predict with it, without the study: cellclassifier predict FILE --folder DIR.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/export_dialog.py" />
            <source>ONNX (.onnx)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/export_dialog.py" />
            <source>For ONNX Runtime, Fiji, QuPath, MATLAB, C++ and others.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/export_dialog.py" />
            <source>SavedModel (a folder)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/export_dialog.py" />
            <source>For TensorFlow and TensorFlow Serving.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/export_dialog.py" />
            <source>Export the network</source>
            <translation>Netz exportieren</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/export_dialog.py" />
            <source>Export</source>
            <translation>Exportieren</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/export_dialog.py" />
            <source>Where to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/export_dialog.py" />
            <source>A name that is not taken yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/export_dialog.py" />
            <source>format: {text}</source>
            <extracomment>Put in: text.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/export_dialog.py" />
            <source>Name a file first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/export_dialog.py" />
            <source>{path} is there already. Name another.</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/export_dialog.py" />
            <source>Export to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/export_dialog.py" />
            <source>Exported to {path}, read again, and compared: the answers are the same.</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/export_dialog.py" />
            <source>Show the folder</source>
            <translation>Ordner zeigen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_canvas.py" />
            <source>image with its tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_canvas.py" />
            <source>&lt;qt&gt;Click a tile, or walk by the arrow keys: what it is. Page Up, Page Down: other images. Wheel, +, -: zoom. Drag: move. Double click, 0: fit.&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_view.py" />
            <source>Previous image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_view.py" />
            <source>Next image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_view.py" />
            <source>The image before (Page Up in the image).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_view.py" />
            <source>The image after (Page Down in the image).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_view.py" />
            <source>There are no images of this class.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_view.py" />
            <source>Image {current:,} of {fields:,}: {path}, class {name}</source>
            <extracomment>Put in: current, fields, name, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_view.py" />
            <source>, dropped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_view.py" />
            <source>Tile {number}: {width} x {height} px at x {x}, y {y}; contrast {contrast:.3g}{dropped}. {whole}</source>
            <extracomment>Put in: contrast, dropped, height, number, whole, width, x, y.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_view.py" />
            <source>{count:,} tiles</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_view.py" />
            <source>1 tile, the whole image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_view.py" />
            <source>Cut into {tiles}; {gone:,} dropped</source>
            <extracomment>Put in: gone, tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_view.py" />
            <source>Cut into {tiles}</source>
            <extracomment>Put in: tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_view.py" />
            <source> (hatched and crossed out): their contrast is below {least:g}</source>
            <extracomment>Put in: least.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_view.py" />
            <source>; none has a contrast below {least:g}</source>
            <extracomment>Put in: least.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_view.py" />
            <source> Every other outline is dashed; click a tile to see its own.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_window.py" />
            <source>Every tile of this test set is framed as it was answered; click one, or walk by the arrow keys, to choose it in the gallery. Page Up, Page Down: other images.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_window.py" />
            <source>Tile in its image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/field_window.py" />
            <source>Image {place:,} of {images:,}: {path}</source>
            <extracomment>Put in: images, path, place.</extracomment>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/field_window.py" />
            <source>Tile {number}: {told}, confidence {sure}{mark}. {tiles:,} tiles here: {counts}.</source>
            <extracomment>Put in: counts, mark, number, sure, tiles, told.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>confidence: the probability of the predicted class.
wrongness: 1 - the probability of the true class; 100 % is surely wrong.
uncertainty: the entropy of all probabilities; 0 is sure, 1 is all alike.
image: the order of the files in the test set.
group: by name; within a group in the order of the files.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>marked or not</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>marked wrong</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>not marked</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>Which tiles are shown, by outcome</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>Which tiles are shown, by their true class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>Which tiles, by the answer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>Tiles of which group are shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>Tiles whose label was marked as wrong, or not</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>sorted by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>Which end of the order comes first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>least confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>largest confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>all classes</source>
            <translation>alle Klassen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>any class</source>
            <translation>jede Klasse</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>all groups</source>
            <translation>alle Gruppen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>Show</source>
            <translation>Zeigen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>tiles of</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>(true class),</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>with confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/filters.py" />
            <source>The probability of the predicted class, from 0 to 1; both ends are included.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Welcome</source>
            <translation>Willkommen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Can a network tell these two kinds of cells apart, and can you?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Cells of two kinds, drawn by the program: nothing to prepare. The drawing takes about half a minute, once.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>One folder of training images, with a sub-folder for each class, named after it. Your folders are only read, never changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Go on with a study that was made before, here or by a colleague: choose its folder. The .cellstudy file in it opens it by a double-click, too.</source>
            <translation>Mit einer Studie weitermachen, die schon angelegt wurde, hier oder von Kollegen: Wählen Sie ihren Ordner. Ein Doppelklick auf die .cellstudy-Datei darin öffnet sie ebenfalls.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>A folder can also be dropped anywhere on this page: of images, or of a study.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>New here? A tour points at the seven steps of the work, with one sentence each. Leave it whenever you like.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Open the example</source>
            <translation>Beispiel öffnen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Choose training images ...</source>
            <translation>Trainingsbilder wählen ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Open a study ...</source>
            <translation>Studie öffnen ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Take the tour</source>
            <translation>Rundgang beginnen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>No, thanks</source>
            <translation>Nein, danke</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Networks will run on: {told}</source>
            <extracomment>Put in: told.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Trains a small network there for some seconds, and says in words what was found and what to do.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Choose another device or engine</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Seven steps, one sentence each</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>It stays in the menu of the study, under Help</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Draw the example, where it is not there yet, and open it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Make a study of your own images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Try the example</source>
            <translation>Beispiel ausprobieren</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Make a study from folders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Progress of the drawing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Stop the drawing; nothing is kept of it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/first_start.py" />
            <source>Drawing the example: field {done} of {of}</source>
            <extracomment>Put in: done, of.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>Change ...</source>
            <translation>Ändern ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>Images read</source>
            <translation>Gelesene Bilder</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>reading {done:,} of {of:,}</source>
            <extracomment>Put in: done, of.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>Take this test set out of the study; its files stay.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>Take this test set out of the study</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>Groups</source>
            <translation>Gruppen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>Pixel size</source>
            <translation>Pixelgröße</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>Depth</source>
            <translation>Tiefe</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>{width:,} x {height:,} px</source>
            <extracomment>Put in: height, width.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>{sizes:,} other size{value}</source>
            <extracomment>Put in: sizes, value.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>{text} ({count:,} of {images:,}), and {others}</source>
            <extracomment>Put in: count, images, others, text.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>{pixel_size:.3g} µm</source>
            <extracomment>Put in: pixel_size.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>{size} ({count:,} of {images:,})</source>
            <extracomment>Put in: count, images, size.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>{sizes:,} other</source>
            <extracomment>Put in: sizes.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>not known for {images:,}</source>
            <extracomment>Put in: images.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>two dyes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>colour, or three dyes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_card.py" />
            <source>several dyes</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/folder_check.py" />
            <source>{images:,} training images of {classes} classes; {tested:,} images in {tests} test sets.</source>
            <extracomment>Put in: classes, images, tested, tests.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_invitation.py" />
            <source>training
  control     a_01.tif  a_02.tif  ...
  depleted    b_01.tif  b_02.tif  ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_invitation.py" />
            <source>Start with your training images</source>
            <translation>Beginnen Sie mit Ihren Trainingsbildern</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_invitation.py" />
            <source>A network learns to tell your classes apart from example images. Put them into one folder with a sub-folder for each class, named after it. Your folders are only read, never changed.</source>
            <translation>Ein Netz lernt aus Beispielbildern, Ihre Klassen zu unterscheiden. Legen Sie diese in einen Ordner mit einem Unterordner für jede Klasse, der nach ihr benannt ist. Ihre Ordner werden nur gelesen, nie verändert.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_invitation.py" />
            <source>Recent folders</source>
            <translation>Zuletzt benutzte Ordner</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_invitation.py" />
            <source>Example of such a folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_invitation.py" />
            <source>You can also drop the folder anywhere here.</source>
            <translation>Sie können den Ordner auch irgendwo hier ablegen.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_rules.py" />
            <source>The training images are</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_rules.py" />
            <source>a test set of this study</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_rules.py" />
            <source>A test set is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_rules.py" />
            <source>the folder of the training images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_rules.py" />
            <source>{paths} is a test set of this study already.</source>
            <extracomment>Put in: paths.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_rules.py" />
            <source>{what} one folder, with a sub-folder for each class; {paths} were dropped. Drop the one folder that holds the class folders.</source>
            <extracomment>Put in: paths, what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_rules.py" />
            <source>{paths} does not exist any more. It may have been moved or renamed, or its drive is not connected; choose it where it is now.</source>
            <extracomment>Put in: paths.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_rules.py" />
            <source>{paths} is a file. {what} a folder, with a sub-folder for each class: choose that folder.</source>
            <extracomment>Put in: paths, what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/folder_rules.py" />
            <source>{path} is {other} already. Images that a network has learnt say nothing about how it does on new ones: choose a folder of other images.</source>
            <extracomment>Put in: other, path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/form.py" />
            <source>More settings</source>
            <translation>Weitere Einstellungen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/form.py" />
            <source>{description} Default: {default}.</source>
            <extracomment>Put in: default, description.</extracomment>
            <translation>{description} Vorgabe: {default}.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/form.py" />
            <source>Back to {default}</source>
            <extracomment>Put in: default.</extracomment>
            <translation>Zurück zu {default}</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/form.py" />
            <source>{title}: back to {default}</source>
            <extracomment>Put in: default, title.</extracomment>
            <translation>{title}: zurück zu {default}</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/gallery.py" />
            <source>Clear filters</source>
            <translation>Filter löschen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/gallery.py" />
            <source>{items:,} of {of:,} tiles{more}</source>
            <extracomment>Put in: items, more, of.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/gallery.py" />
            <source>No tile passes all filters.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/gallery.py" />
            <source>; {chosen:,} chosen</source>
            <extracomment>Put in: chosen.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_form.py" />
            <source>Images of one group (a well, a dish, an animal, a day) resemble each other. A group is never divided between training and validation.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_form.py" />
            <source>Found by itself</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_form.py" />
            <source>Sub-folders, tiles cut from one field (name_r0_c1) and turned copies (name_90deg) are found by their names.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_form.py" />
            <source>Each image alone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_form.py" />
            <source>Right only if no two images show the same dish, animal or field.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_form.py" />
            <source>Sub-folders of the class folders</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_form.py" />
            <source>control/dish1/a.tif and depleted/dish1/b.tif are both of group dish1.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_form.py" />
            <source>A pattern on the file name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_form.py" />
            <source>A table (CSV file)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_form.py" />
            <source>Its first line is: file,group. A line for each image follows, such as: control/a_01.tif,dish1. A file's name alone will do where it is unique.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_form.py" />
            <source>Back to: found by itself</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_form.py" />
            <source>such as (well_[A-H]\d+)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_form.py" />
            <source>Usual patterns</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_form.py" />
            <source>Take a pattern for wells, fields, dates, dishes, animals ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_preview.py" />
            <source>{images} in {groups} ({how}).</source>
            <extracomment>Put in: groups, how, images.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_preview.py" />
            <source>No file name matches, so each image is a group of its own.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/group_preview.py" />
            <source>{count:,} files</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_preview.py" />
            <source>{files} {verb} not match; each of these is a group of its own.</source>
            <extracomment>Put in: files, verb.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_preview.py" />
            <source>All images are one group, which cannot be split.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_preview.py" />
            <source>Largest groups</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/group_preview.py" />
            <source>Examples: file, and its group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>Check the folders again, on Images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>Show other tiles, on Tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>Start training, on Training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>In a review: classes; agree and disagree</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>1 to 9</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>In a review: cannot tell</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>In a review: take the last answer back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>Backspace</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>In a review: fit, full contrast; attribution; size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>Read values of a curve, choose a tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>arrow keys</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>Search the help</source>
            <translation>Hilfe durchsuchen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>Sections with all of the words (Ctrl+F)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>Pages of the help</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>Back to what was read before (Alt+Left)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>About ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>Have the steps of the work pointed at, one sentence each</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>Versions, licences, and what a bug report says</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>Close the help (Esc)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>No section has all of these words.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source># Keys

| keys | what they do |
|---|---|
{rows}
</source>
            <extracomment>Put in: rows.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/help_dialog.py" />
            <source>Keys</source>
            <translation>Tasten</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/histogram.py" />
            <source>histogram of confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/histogram.py" />
            <source>confidence {low:.2f} to {high:.2f}: {told}</source>
            <extracomment>Put in: high, low, told.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/histogram.py" />
            <source>chosen: </source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/histogram.py" />
            <source>confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/image_canvas.py" />
            <source>image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/image_canvas.py" />
            <source>Wheel, +, -: zoom.  Drag: move.  Double click, 0: fit.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/image_view.py" />
            <source>zoom</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/image_view.py" />
            <source>x {x}  y {y}  value {numbers}</source>
            <extracomment>Put in: numbers, x, y.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/image_view.py" />
            <source>  attribution {shown:.2f}</source>
            <extracomment>Put in: shown.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/image_view.py" />
            <source>colour bar: share of the strongest attribution, 0 to 1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/image_view.py" />
            <source> 1   share of the strongest attribution</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/intensities.py" />
            <source>n = {counts:,} images</source>
            <extracomment>Put in: counts.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/intensity_histogram.py" />
            <source>&lt;qt&gt;How often each raw pixel value occurs, in all training images. &lt;b&gt;Curves that lie apart&lt;/b&gt; mean that the classes differ in brightness alone: a network may then learn the brightness, which often comes from the microscope or the staining, and not the shape of what is inside the cells. Values below &lt;b&gt;black&lt;/b&gt; or above &lt;b&gt;white&lt;/b&gt; are kept, not cut.&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/intensity_histogram.py" />
            <source>intensities of the training images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/intensity_histogram.py" />
            <source>raw pixel value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/intensity_panel.py" />
            <source>None of the images can be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/intensity_panel.py" />
            <source>Full range</source>
            <translation>Voller Bereich</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/intensity_panel.py" />
            <source>Percentiles of all images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/intensity_panel.py" />
            <source>Each image on its own</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/intensity_panel.py" />
            <source>Intensity: which raw values become black and white</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/intensity_panel.py" />
            <source>{range} Let go to take them.</source>
            <extracomment>Put in: range.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/intensity_panel.py" />
            <source>Counted: all {pixels:,} pixels of {images:,} training images ({depth}); test images have no say.</source>
            <extracomment>Put in: depth, images, pixels.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/intensity_panel.py" />
            <source>In each image, {low:g} % of its pixels are darker than black, and {value:g} % brighter than white. {counted}</source>
            <extracomment>Put in: counted, low, value.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/intensity_panel.py" />
            <source>Raw {black:,.6g} becomes black (0) and raw {white:,.6g} white (1), the same for all images.</source>
            <extracomment>Put in: black, white.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/kept_tiles.py" />
            <source>No decoded tiles are kept in the study: the next training makes them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/kept_tiles.py" />
            <source>A training is running, which uses them: wait until it has ended.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/kept_tiles.py" />
            <source>Decoded tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/kept_tiles.py" />
            <source>Remove</source>
            <translation>Entfernen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/kept_tiles.py" />
            <source>Remove the decoded tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/kept_tiles.py" />
            <source>They are made again when they are needed.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/kept_tiles.py" />
            <source>{files} files</source>
            <extracomment>Put in: files.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/kept_tiles.py" />
            <source>Decoded tiles kept in the study: {size_told} in {files}. Trainings start sooner with them.</source>
            <extracomment>Put in: files, size_told.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/kept_tiles.py" />
            <source>Remove the decoded tiles?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/kept_tiles.py" />
            <source>{text}

Images, runs and settings stay. The next training decodes the tiles again, which takes a while.</source>
            <extracomment>Put in: text.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/kept_tiles.py" />
            <source>{size} bytes</source>
            <extracomment>Put in: size.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_base.py" />
            <source>Nothing was computed yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_base.py" />
            <source>Point at the plot, or press the arrow keys, to read values.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_choices.py" />
            <source>change from no step</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_choices.py" />
            <source>difference from mean</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_choices.py" />
            <source>Which of the networks is shown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_choices.py" />
            <source>Whose loss is shown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_choices.py" />
            <source>Values</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_choices.py" />
            <source>The loss itself, or how it differs: from where no step is made, or from the mean of all minibatches.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_choices.py" />
            <source>same axes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_choices.py" />
            <source>same axes for all networks</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_choices.py" />
            <source>On: all networks have the same axes. Off: each has its own, which show more of small changes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_choices.py" />
            <source>{text} that is shown</source>
            <extracomment>Put in: text.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_choices.py" />
            <source>mean of all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_course.py" />
            <source>cosine to the others</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_course.py" />
            <source>single minibatch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_course.py" />
            <source>each of {n} minibatches</source>
            <extracomment>Put in: n.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_course.py" />
            <source>mean of the minibatches</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_course.py" />
            <source>{when}: no gradient differs from 0</source>
            <extracomment>Put in: when.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_course.py" />
            <source>{when}: mean {signed}, from {least} to {most}
{below} of {size} minibatches below 0 ({below_2:.0f} %)</source>
            <extracomment>Put in: below, below_2, least, most, signed, size, when.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_course.py" />
            <source>{name} accuracy</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_course.py" />
            <source>epoch {ceil:.0f}: {name} {y:.1f} %</source>
            <extracomment>Put in: ceil, name, y.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_course.py" />
            <source>Accuracy of the run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_epochs.py" />
            <source>This run kept no networks of single epochs, so nothing can be seen over the training. To have them, train again with 'Networks of epochs' set to 'some' or 'all', under More settings.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_epochs.py" />
            <source>the one that the run keeps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_epochs.py" />
            <source>The network that predictions and maps are made with.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_epochs.py" />
            <source>those after epochs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_epochs.py" />
            <source>Networks that the run kept on its way; 0: untrained.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_epochs.py" />
            <source>after epoch {number}</source>
            <extracomment>Put in: number.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_epochs.py" />
            <source>before any training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_epochs.py" />
            <source>The network {name}.</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_job.py" />
            <source>Computed, with just these settings.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_job.py" />
            <source>What was computed with these settings before is damaged, in {folder}. Nothing else was lost: compute it again.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_job.py" />
            <source>Computing it takes {text} through the network.</source>
            <extracomment>Put in: text.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_job.py" />
            <source>Stopped; nothing was kept of it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_job.py" />
            <source>It was not computed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>loss (nats)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>change (nats)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>step downhill (length)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>step uphill (share of the tile)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>step (length)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>relative error of the slope</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>the network that is kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>after epoch {epoch}</source>
            <extracomment>Put in: epoch.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>before training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>step {signed}: loss {a:.4g} along the gradient, {b:.4g} along a random direction</source>
            <extracomment>Put in: a, b, signed.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>along a random direction</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>along the gradient over the pixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>minibatch {n}</source>
            <extracomment>Put in: n.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>median of the minibatches</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>step {x:.3g}: the slope is off by {y:.2g} of itself (median; at most {most:.2g})</source>
            <extracomment>Put in: most, x, y.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>other minibatch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>other minibatches</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>minibatch {number}</source>
            <extracomment>Put in: number.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>mean of all minibatches</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>minibatch 1, whose gradient is followed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>minibatch 1</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>step {signed}: minibatch 1 {own:.4g} ({signed_2})</source>
            <extracomment>Put in: own, signed, signed_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>mean of all {mean:.4g} ({signed})</source>
            <extracomment>Put in: mean, signed.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_lines.py" />
            <source>{worse} of {others} others higher than without a step</source>
            <extracomment>Put in: others, worse.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_plot.py" />
            <source>loss around the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_settings.py" />
            <source>No network is chosen: tick at least one epoch.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_settings.py" />
            <source>No tile is chosen: choose one in the list at the left.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_settings.py" />
            <source>Choose a tile in the list at the left.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_settings.py" />
            <source>Tile {number} of '{test}'{of}. Another one is chosen in the list at the left.</source>
            <extracomment>Put in: number, of, test.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_settings.py" />
            <source>view of the landscape</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_settings.py" />
            <source>&lt;qt&gt;What is computed; each entry says it in a line.&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_strip.py" />
            <source>tile along the ways</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_strip.py" />
            <source>The tile that the network got, and its loss; point at one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_surface.py" />
            <source>loss over two directions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_surface.py" />
            <source>{title}; minimum: {told}</source>
            <extracomment>Put in: title, told.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_surface.py" />
            <source>the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_surface.py" />
            <source>contours {levels:.3g} apart</source>
            <extracomment>Put in: levels.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_surface.py" />
            <source>, dashed below 0</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_surface.py" />
            <source>second direction (share)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_surface.py" />
            <source>first direction (share)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_surfaces.py" />
            <source>loss less the mean (nats)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_surfaces.py" />
            <source>{unit}: {told}
first direction {first}, second {second}</source>
            <extracomment>Put in: first, second, told, unit.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_surfaces.py" />
            <source>minibatch {minibatch}</source>
            <extracomment>Put in: minibatch.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_tab.py" />
            <source>A step of training that helps one minibatch may harm another, for each has a landscape of its own. Here the loss of each minibatch will be drawn while the weights go along the gradient of one of them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_tab.py" />
            <source>Do all minibatches pull the weights in the same direction? Here the cosine between the gradient of each and the mean of the others will be drawn over the epochs, beside the accuracy.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_tab.py" />
            <source>What does the loss look like around the network? Here it will be drawn over two random directions, and how single minibatches differ from all.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_tab.py" />
            <source>How little of a change to a tile misleads the network? Here the loss of the chosen tile will be drawn while its pixels, not the weights, are changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_tab.py" />
            <source>Is the gradient exact? Here the slope that backpropagation tells will be compared with differences of the loss itself, over steps of all sizes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_tab.py" />
            <source>Press Compute at the left; what it takes is told there before.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_tab.py" />
            <source>Compute</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_tab.py" />
            <source>how far the landscape is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_tab.py" />
            <source>Nothing computed yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_tab.py" />
            <source>Stops; nothing of it is kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_tab.py" />
            <source>Computes it; what comes out is kept in the run.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_tab.py" />
            <source>This was computed already; change something, to compute again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_tab.py" />
            <source>One at a time: wait, or cancel it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_tab.py" />
            <source>Nothing can be computed: see above.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_tab.py" />
            <source>%v of %m</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_view.py" />
            <source>This was computed with other settings than those that are chosen now.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_view.py" />
            <source>loss along a gradient</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_view.py" />
            <source>agreement of gradients</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_view.py" />
            <source>loss over the input</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_view.py" />
            <source>exactness of the gradient</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_ways.py" />
            <source>along its own gradient</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_ways.py" />
            <source>along the random direction</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_ways.py" />
            <source>{far} of the tile's length, {way}</source>
            <extracomment>Put in: far, way.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_ways.py" />
            <source>the tile as it is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_ways.py" />
            <source>{told}: loss {losses:.4g} nats</source>
            <extracomment>Put in: losses, told.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_ways.py" />
            <source>loss {loss}</source>
            <extracomment>Put in: loss.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/landscape_ways.py" />
            <source>what is added at {signed} %: purple is brighter, orange darker, full colour {top:.2g} of the scale from 0 to 1</source>
            <extracomment>Put in: signed, top.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_dialog.py" />
            <source>Copies on both sides of the split</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_dialog.py" />
            <source>Save table (CSV) ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_dialog.py" />
            <source>The copies are not known now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_dialog.py" />
            <source>kind of pairs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_dialog.py" />
            <source>Show only some pairs, by {name}.</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_dialog.py" />
            <source>all pairs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_dialog.py" />
            <source>all parts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_dialog.py" />
            <source>{shown:,} of {of:,} pairs</source>
            <extracomment>Put in: of, shown.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_model.py" />
            <source>Pair</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_model.py" />
            <source>The two tiles, each from its darkest to brightest.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_model.py" />
            <source>In common</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_model.py" />
            <source>What the two have in common.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_model.py" />
            <source>File, part and class of the first tile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_model.py" />
            <source>Its copy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_model.py" />
            <source>File, part and class of the second tile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_model.py" />
            <source>Similarity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_model.py" />
            <source>Correlation of the two, laid on one another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_model.py" />
            <source>Turned</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_model.py" />
            <source>Angle of the second against the first, clockwise.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_model.py" />
            <source>Shifted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_model.py" />
            <source>From the middle of the copy: right, down.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_model.py" />
            <source>{columns} Click to sort.</source>
            <extracomment>Put in: columns.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_model.py" />
            <source>may stay</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_model.py" />
            <source>stops training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_model.py" />
            <source>
classes differ</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>the same file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>with the same pixels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>saved or exposed in another way</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>turned or mirrored copies</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>shifted crops</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>of the same group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>take the files out of one of the two folders and check the folders again (F5 under Images), or group the images there so that copies stay on one side.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>test set '{part}'</source>
            <extracomment>Put in: part.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source> and </source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>{words}, mirrored</source>
            <extracomment>Put in: words.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>{x:+d}, {y:+d} px</source>
            <extracomment>Put in: x, y.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>No copies were found on both sides of the split.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>{pairs} may show the same: look at them</source>
            <extracomment>Put in: pairs.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>stay, as you wrote</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>stop{stop} the training</source>
            <extracomment>Put in: stop.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>, {rest:,} more may show the same</source>
            <extracomment>Put in: rest.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>{pairs} of exact copies {words}{more}</source>
            <extracomment>Put in: more, pairs, words.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>Exact copies: {kinds}, in {where}. A network has seen them while it learnt, so being right about them proves nothing.</source>
            <extracomment>Put in: kinds, where.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>Likely the same cells: {kinds}, in {where}. These only warn; look whether they show the same.</source>
            <extracomment>Put in: kinds, where.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>In {pairs} the classes differ: there at least one is wrong, if both show the same.</source>
            <extracomment>Put in: pairs.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>What to do: {what_to_do}</source>
            <extracomment>Put in: what_to_do.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>{pairs} of exact copies {verb}, because: {overruled}{stop}</source>
            <extracomment>Put in: overruled, pairs, stop, verb.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>{tiles} of {part_words}</source>
            <extracomment>Put in: part_words, tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>a training tile shows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>a tile of another part shows</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>{listed} may show what {shows}.</source>
            <extracomment>Put in: listed, shows.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>Trained in spite of {pairs} of copies, because: {reason}</source>
            <extracomment>Put in: pairs, reason.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>Trained while {pairs} on both sides of the split might show the same; they are in leaks.csv of the run.</source>
            <extracomment>Put in: pairs.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>stops the training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>{kind}, {weight}: {sides}, and {sides_2}</source>
            <extracomment>Put in: kind, sides, sides_2, weight.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_rows.py" />
            <source>; in </source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/leak_table.py" />
            <source>Pairs of tiles that may show the same</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_curves.py" />
            <source>log-odds of {class_name}</source>
            <extracomment>Put in: class_name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_curves.py" />
            <source>probability of {class_name}</source>
            <extracomment>Put in: class_name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_curves.py" />
            <source>correlation with last map</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_curves.py" />
            <source>training accuracy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_curves.py" />
            <source>validation accuracy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_features.py" />
            <source>feature maps</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_features.py" />
            <source>in any epoch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_features.py" />
            <source>in this epoch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_features.py" />
            <source>feature {feature}: {min:.3g} to {max:.3g} here; black is {low:.3g}, white {high:.3g}, the most {whole}</source>
            <extracomment>Put in: feature, high, low, max, min, whole.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_features.py" />
            <source>{shown} maps</source>
            <extracomment>Put in: shown.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_job.py" />
            <source>Stopped; nothing was kept of this tile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_job.py" />
            <source>The tile was not followed to the end.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_plot.py" />
            <source>Follow a tile, and its answer and map are shown here over the epochs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_plot.py" />
            <source>how learning went</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_plot.py" />
            <source>A click shows the map at that epoch; right click: save.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_slider.py" />
            <source>Left and right: an epoch on or back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_slider.py" />
            <source>epoch that is shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_slider.py" />
            <source> (used)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_slider.py" />
            <source>{words} of {epochs}{used}</source>
            <extracomment>Put in: epochs, used, words.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_slider.py" />
            <source>Play: step through the epochs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_tab.py" />
            <source>The same tile is explained by the network of each epoch that the training kept, so that one sees when its map and its features came about.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_tab.py" />
            <source>The convolution whose feature maps are shown beside.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_tab.py" />
            <source>The true class of this tile is not known. Explain a class by name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_tab.py" />
            <source>how far following a tile is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_tab.py" />
            <source>How learning went</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_tab.py" />
            <source>Follow this tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_tab.py" />
            <source>No networks of epochs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_tab.py" />
            <source>convolution whose features are shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_tab.py" />
            <source>first convolution</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_tab.py" />
            <source>Nothing is changed; what is found is kept.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_tab.py" />
            <source>Maps by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_tab.py" />
            <source>features of</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_tab.py" />
            <source>{layers} (first)</source>
            <extracomment>Put in: layers.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_view.py" />
            <source>Probability and similarity lie between 0 and 1, beside the run's accuracy. Log-odds go on growing where a probability is near 1 already.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_view.py" />
            <source>{n} of {all} features</source>
            <extracomment>Put in: all, n.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_view.py" />
            <source>{n} features</source>
            <extracomment>Put in: n.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_view.py" />
            <source>{layer}: {which}, black to white</source>
            <extracomment>Put in: layer, which.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_view.py" />
            <source>tile with its map at the epoch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_view.py" />
            <source>probability, similarity, accuracy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_view.py" />
            <source>log-odds</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_view.py" />
            <source>what is plotted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_view.py" />
            <source>Point at a map to read its values.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_view.py" />
            <source>Over the epochs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/learning_view.py" />
            <source>called {called}, {max:.1f} %; map for {class_name}</source>
            <extracomment>Put in: called, class_name, max.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/left_out_list.py" />
            <source>Files left out, and why</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/left_out_list.py" />
            <source>{items:,} files left out</source>
            <extracomment>Put in: items.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/lines_box.py" />
            <source>one a line</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/live_line.py" />
            <source>Speed</source>
            <translation>Geschwindigkeit</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/live_line.py" />
            <source>Memory of the device</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/live_line.py" />
            <source>Left for the epoch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/live_line.py" />
            <source>Left for the run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/live_line.py" />
            <source>&lt;qt&gt;Learning rate: how strongly a minibatch changes the weights now. Speed: training images that pass through the network in a second. Memory: the most that was used so far. Times are minutes:seconds, estimated.&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/live_line.py" />
            <source>The training at this moment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/live_line.py" />
            <source>{images_per_second:,.0f} images/s</source>
            <extracomment>Put in: images_per_second.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/live_line.py" />
            <source>{size} of {size_2}</source>
            <extracomment>Put in: size, size_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/live_line.py" />
            <source>{memory:.1f} GB</source>
            <extracomment>Put in: memory.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/live_line.py" />
            <source>{memory:.0f} MB</source>
            <extracomment>Put in: memory.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>Your images and their folders stay as they are: this is written into a list of the study. Trainings use marked tiles, or leave them out, as you choose there.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>The list keeps that the mark was made, and why it was withdrawn.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>Why: what in the image, or in the experiment, speaks against the label.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>reason</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>needed: what speaks against the label</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>your name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>Who says so; may stay empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>Write down a reason first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>Reason</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>Your name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>the tile at x {x}, y {y} of {image}</source>
            <extracomment>Put in: image, x, y.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>{tiles:,} tiles</source>
            <extracomment>Put in: tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>Mark a wrong label</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>Mark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>suspected class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>The class that you hold to be right, if you know.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>the whole image, with all of its tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>Marks every tile of the image, also those that are cut in another way later.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>Rather</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>{mark}{mark_2}. This mark is taken back. {withdrawn}</source>
            <extracomment>Put in: mark, mark_2, withdrawn.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>Withdraw a mark</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>Withdraw</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>needed: why the label holds after all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/mark_dialog.py" />
            <source>Why the label holds after all.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/marker.py" />
            <source>Marked {marked:,} {what}s.</source>
            <extracomment>Put in: marked, what.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/marker.py" />
            <source>The mark on {image} was withdrawn.</source>
            <extracomment>Put in: image.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/marks_dialog.py" />
            <source>Image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/marks_dialog.py" />
            <source>Label</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/marks_dialog.py" />
            <source>Marked by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/marks_dialog.py" />
            <source>Marked</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/marks_dialog.py" />
            <source>Labels marked as wrong</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/marks_dialog.py" />
            <source>Withdraw ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/marks_dialog.py" />
            <source>Take back the mark that is chosen; asks why.</source>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/marks_dialog.py" />
            <source>{count:,} labels are</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/marks_dialog.py" />
            <source>{marks} marked as wrong</source>
            <extracomment>Put in: marks.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/marks_dialog.py" />
            <source>No label is marked as wrong</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/marks_dialog.py" />
            <source>{told}. The images stay as they are; the list is kept in {where}.</source>
            <extracomment>Put in: told, where.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/marks_dialog.py" />
            <source>labels marked as wrong</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/marks_dialog.py" />
            <source>whole image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/matrix.py" />
            <source>confusion matrix</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/matrix.py" />
            <source>true {classes}, predicted {classes_2} ({kind}): {count} of {n} tiles{percent}</source>
            <extracomment>Put in: classes, classes_2, count, kind, n, percent.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/method_choice.py" />
            <source>What the strongest purple stands for, in each tile anew. The 99.5th percentile keeps one hot pixel from hiding the rest; the maximum is as in the article.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/method_choice.py" />
            <source>method of attribution</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/method_choice.py" />
            <source>&lt;qt&gt;How the map is made; each entry says how.&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/method_choice.py" />
            <source>99.5th percentile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/method_choice.py" />
            <source>maximum (article)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/method_choice.py" />
            <source>full purple at</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/metric_history.py" />
            <source>mean over the epoch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/metric_history.py" />
            <source>at its end</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/metric_history.py" />
            <source>epoch {epochs:g}: {values}</source>
            <extracomment>Put in: epochs, values.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/metric_history.py" />
            <source>no value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/metric_plot.py" />
            <source>No epochs yet.</source>
            <translation>Noch keine Epochen.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/metric_plot.py" />
            <source>{name} of the epoch pointed at</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/metric_plot.py" />
            <source>{name} over the epochs</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/metric_plot.py" />
            <source>best epoch {best:g}</source>
            <extracomment>Put in: best.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/movable_points.py" />
            <source>{point} at {value:g}</source>
            <extracomment>Put in: point, value.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/movable_points.py" />
            <source>Left and Right move {points}</source>
            <extracomment>Put in: points.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/network_dialog.py" />
            <source>The network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/network_dialog.py" />
            <source>Point at a block, or walk along them by the arrow keys, for its shape, parameters and multiply-adds.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/network_dialog.py" />
            <source>The network is being built to count its layers ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/network_dialog.py" />
            <source>Save diagram (SVG) ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/network_dialog.py" />
            <source>There is no network to save yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/network_dialog.py" />
            <source>Layers are being counted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/network_table.py" />
            <source>The order in which layers compute.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/network_table.py" />
            <source>Its name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/network_table.py" />
            <source>What it does, in the words of Keras.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/network_table.py" />
            <source>Kernel, stride, padding and activation.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/network_table.py" />
            <source>Height x width x channels of what it gives, or a number of units.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/network_table.py" />
            <source>Weights and biases; those of a shared layer count once.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/network_table.py" />
            <source>For one tile, by convolutions and dense layers.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/network_table.py" />
            <source>The rows whose results it takes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/network_table.py" />
            <source>Whether the layer is used several times, with the same weights.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/network_table.py" />
            <source>Layers of the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/network_view.py" />
            <source>No network yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/notice.py" />
            <source>Note</source>
            <translation>Hinweis</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/notice.py" />
            <source>Attention</source>
            <translation>Achtung</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/notice.py" />
            <source>Error</source>
            <translation>Fehler</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/notice.py" />
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/notice.py" />
            <source>Close this notice</source>
            <translation>Diese Meldung schließen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/notice.py" />
            <source>Details</source>
            <translation>Einzelheiten</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/notice.py" />
            <source>Details of the notice</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/number_choice.py" />
            <source>{what}: number</source>
            <extracomment>Put in: what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/number_choice.py" />
            <source> of {count:,}</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_sheet.py" />
            <source>A click on a cell, a curve or a bin shows its tiles; a right click saves.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_sheet.py" />
            <source>A click on a number shows its tiles; a right click saves.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_sheet.py" />
            <source>All as predicted, by confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_sheet.py" />
            <source>class whose curves are drawn</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_sheet.py" />
            <source>The class that is told from all others</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_sheet.py" />
            <source>Told from all others:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_sheet.py" />
            <source>Each class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_sheet.py" />
            <source>As sure as it is right?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_sheet.py" />
            <source>How these numbers are made</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_sheet.py" />
            <source>true {names}, predicted {names_2}</source>
            <extracomment>Put in: names, names_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_sheet.py" />
            <source>score of {name} at least {score_text}</source>
            <extracomment>Put in: name, score_text.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_sheet.py" />
            <source>confidence {low:.2f} to {high:.2f}</source>
            <extracomment>Put in: high, low.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_sheet.py" />
            <source>mean probability</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_sheet.py" />
            <source>{units} judged by {by}: </source>
            <extracomment>Put in: by, units.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_sheet.py" />
            <source>, calibrated</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_sheet.py" />
            <source>Computing the numbers ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_sheet.py" />
            <source>The {units} are all of one kind here: there is no rest to tell from.</source>
            <extracomment>Put in: units.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_view.py" />
            <source>The validation part is being predicted, to calibrate by it. Until then the numbers are uncalibrated.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>; {spanned} by group, {groups} groups</source>
            <extracomment>Put in: groups, spanned.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>{units} are</source>
            <extracomment>Put in: units.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>{unit} is</source>
            <extracomment>Put in: unit.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>{mixed:,} {are} left out, with tiles of several classes.</source>
            <extracomment>Put in: are, mixed.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>The vote was even in {ties:,} of the {units}.</source>
            <extracomment>Put in: ties, units.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>number</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>What is measured.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>value</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>The number itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>95 % by {unit}</source>
            <extracomment>Put in: unit.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>How many {units} it comes from.</source>
            <extracomment>Put in: units.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>A temperature of {value:.2f}, fitted on {n:,} validation tiles, would calibrate it: tick the box above. That does not change which class a tile is given.</source>
            <extracomment>Put in: n, value.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>Calibrated: {text}</source>
            <extracomment>Put in: text.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>95 % interval if every one of the {units} is independent of all others. For the accuracy it is Wilson's, else it comes from drawing the {units} again and again.</source>
            <extracomment>Put in: units.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>95 % by group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>95 % interval from drawing whole groups (wells, dishes, animals, days) again and again. What lies in one group is alike, so this is the one to trust where there are groups.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>The same before calibration.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>Mean of the recalls of all classes: each class counts the same, however many there are of it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>Mean squared distance of the probabilities from the truth: 0 is perfect.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>Mean of -log(probability of the true class), nats: 0 is perfect.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>Mean distance between confidence and share right, over bins of confidence.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>Accuracy of giving every one the most frequent class.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>Accuracy of guessing, all classes alike.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>Share whose predicted class is the true one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>To learn how often these are right, sort the images into one sub-folder for each class and predict that folder. What is predicted here stays as it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>Calibration error:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>Brier score:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>Log loss:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>Intervals:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>balanced accuracy (%)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>Brier score</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>log loss (nats)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>calibration error (%)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>always {class_name} (%)</source>
            <extracomment>Put in: class_name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>chance (%)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>Nothing can be judged: every {unit} holds tiles of several classes.</source>
            <extracomment>Put in: unit.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/numbers_words.py" />
            <source>There is nothing to compare with: the class of none of these {n:,} {unit}s is known.</source>
            <extracomment>Put in: n, unit.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/overruling.py" />
            <source>The reason is kept in the study and in each run that is trained with these copies. It counts for exactly these tiles: with other images it is asked again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/overruling.py" />
            <source>Write down why, in at least {least} characters, to train all the same.</source>
            <extracomment>Put in: least.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/overruling.py" />
            <source>for example: a control of the microscope, which is meant to be the same</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/overruling.py" />
            <source>Train all the same</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/overruling.py" />
            <source>Take back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/overruling.py" />
            <source>Forget the reason: the copies stop the training again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/overruling.py" />
            <source>These may stay, because: {reason}</source>
            <extracomment>Put in: reason.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/overruling.py" />
            <source>Why may these stay?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/overruling.py" />
            <source>Keep the reason, and let the training start.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Puts settings, runs, networks, predictions, reviews and maps of this study into one file, each with a checksum. It can be opened on another computer. Sealed answers of a review stay sealed. The study stays as it is.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Unpacks a study that was packed with 'Pack this study' into a new folder. Each file is compared with its checksum; if one differs, nothing is unpacked.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Packed studies (*.zip)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>With the images, whoever unpacks it can look at tiles, predict and train. Without, only their checksums are packed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Pack this study</source>
            <translation>Diese Studie packen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Pack</source>
            <translation>Packen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>File to pack into</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>A new file ending in .zip.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Pack the images, too</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>How much it takes is being found out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Name a file ending in .zip first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>{path} is there already. Name another file.</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Pack into</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>The study takes {size_told}, its images {size_told_2}: the archive will take {size_told_3} at most.</source>
            <extracomment>Put in: size_told, size_told_2, size_told_3.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Packed {files:,} files ({size_told}) into </source>
            <extracomment>Put in: files, size_told.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Unpack a study</source>
            <translation>Studie entpacken</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Unpack</source>
            <translation>Entpacken</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Packed study</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>A .zip file that 'Pack this study' wrote.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>New folder of the study</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>A folder that is not there yet, or is empty.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Folder of the images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Only where the images were not packed and lie elsewhere than they did.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Folder of the images, if they were not packed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>packed, or where they were</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Nothing that lies in a folder is replaced.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Choose the packed study first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Name a new folder for the study first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Unpacked {files:,} files, each checked, into {folder}.</source>
            <extracomment>Put in: files, folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/packing_dialogs.py" />
            <source>Open the study</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/pair_view.py" />
            <source>Choose a pair in the table to see it large.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/pair_view.py" />
            <source>Of one group, which is divided: the two need not look alike.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/pair_view.py" />
            <source>first tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/pair_view.py" />
            <source>second tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/pair_view.py" />
            <source>second tile laid onto the first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/pair_view.py" />
            <source>what then differs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/pair_view.py" />
            <source>Copy the two paths</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/pair_view.py" />
            <source>Copy the paths of both files (Ctrl+Shift+C).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/pair_view.py" />
            <source>The second laid on the first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/pair_view.py" />
            <source>What then differs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/pair_view.py" />
            <source>black: nothing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/pair_view.py" />
            <source>turned {turn}</source>
            <extracomment>Put in: turn.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/pair_view.py" />
            <source>shifted {shift}</source>
            <extracomment>Put in: shift.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/pair_view.py" />
            <source>Show this file in its folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/pair_view.py" />
            <source>Show the folder of the {name}</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/path_button.py" />
            <source>Look for the folder. The arrow (or the key Down) shows recent folders.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/path_button.py" />
            <source>Look for the folder.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/place_choice.py" />
            <source>Workstations ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/place_choice.py" />
            <source>New cluster profile ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/place_choice.py" />
            <source>This computer</source>
            <translation>Dieser Computer</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/place_choice.py" />
            <source>Where runs that start from now on are trained: here, on workstations that one of them brings together, or on a cluster</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/place_choice.py" />
            <source>Runs are trained here, on the device below</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/place_choice.py" />
            <source>Name the scheduler at which workstations meet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/place_choice.py" />
            <source>Say how a cluster's queue is asked for nodes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/place_choice.py" />
            <source>Edit ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/place_choice.py" />
            <source>Change what was chosen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/place_choice.py" />
            <source>Workstations: {partition}</source>
            <extracomment>Put in: partition.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/place_choice.py" />
            <source>Cluster: {name}</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/place_choice.py" />
            <source>Where to &amp;train</source>
            <translation>&amp;Trainingsort</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/plot_export.py" />
            <source>Save {proposed}</source>
            <extracomment>Put in: proposed.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/plot_export.py" />
            <source>Not saved: {strerror}. Choose another folder.</source>
            <extracomment>Put in: strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/plot_export.py" />
            <source>Save {kinds} as {ending} …</source>
            <extracomment>Put in: ending, kinds.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_table.py" />
            <source>predicted {predicted}, true class unknown</source>
            <extracomment>Put in: predicted.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_table.py" />
            <source>{outcome}: predicted {predicted}, true {true_classes}</source>
            <extracomment>Put in: outcome, predicted, true_classes.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_table.py" />
            <source>true: {true}</source>
            <extracomment>Put in: true.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_table.py" />
            <source>{images}
group {groups}
</source>
            <extracomment>Put in: groups, images.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_table.py" />
            <source>label marked wrong</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_table.py" />
            <source>, rather {suspected}</source>
            <extracomment>Put in: suspected.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_table.py" />
            <source>marked: not {given}{suspected}: {reason}{by}</source>
            <extracomment>Put in: by, given, reason, suspected.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_table.py" />
            <source>The test set '{test}' has not been predicted yet.</source>
            <extracomment>Put in: test.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_table.py" />
            <source>The predictions of '{test}' are damaged and cannot be shown ({name}: {error}). Nothing else was lost: predict the test set again.</source>
            <extracomment>Put in: error, name, test.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_table.py" />
            <source>On this test set the network is not better than no network: always answering `{class_name}` gives {share:.1f} %, and the accuracy may be as low as {low:.1f} % (lower end of its 95 % interval).</source>
            <extracomment>Put in: class_name, low, share.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_tabs.py" />
            <source>This run kept no tiles for validation, so there is nothing to calibrate by. Train with a validation part.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_tabs.py" />
            <source>Reading the predictions of the other runs ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_tabs.py" />
            <source>Each tile with its answer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_tabs.py" />
            <source>Numbers</source>
            <translation>Zahlen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_tabs.py" />
            <source>How good the answers are</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_tabs.py" />
            <source>Runs compared</source>
            <translation>Läufe im Vergleich</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_tabs.py" />
            <source>On which tiles runs differ</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_words.py" />
            <source>Here you see what a trained network answers for images it has never seen: how often it is right, each tile with its answer, and what the network looks at. </source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_words.py" />
            <source>The folder of this run is gone. Choose a run above, or train another.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_words.py" />
            <source>This run has no test sets: they are fixed when a run is made. Predict a folder of images, or add a test set under Images and train again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_words.py" />
            <source>Drop a folder with images here, to have it predicted; files one by one are not taken. Nothing was changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_words.py" />
            <source>The test sets are being predicted ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_words.py" />
            <source>Predict the test sets</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_words.py" />
            <source>This run is being trained. Its test sets are predicted when it ends.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_words.py" />
            <source>This run has not started yet, so there is no network to ask.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_words.py" />
            <source>The network of this run is gone from its folder. Train again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_words.py" />
            <source>This run was stopped before it had a network. Train again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_words.py" />
            <source>This run was interrupted: its window or computer went down before there was a network. Train again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_words.py" />
            <source>This run failed. {detail}</source>
            <extracomment>Put in: detail.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/prediction_words.py" />
            <source>Reading this run ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/probabilities.py" />
            <source>probabilities: {told}</source>
            <extracomment>Put in: told.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/problem_list.py" />
            <source>Show the pairs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/problem_list.py" />
            <source>{rest} more</source>
            <extracomment>Put in: rest.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>A cluster is asked for nodes by its queue; each GPU of a node trains one run of the study. Start the window on the cluster's login node, or on a computer that has the queue's commands.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>There is a profile '{}' already: choose another name, or edit that one.</source>
            <extracomment>Put in: .</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>Studies name the profile by it; duplicate the profile for another name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>Keep the profile for all studies, and use it for this one</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>Letters, numbers, spaces, dots, hyphens, underscores; 60 at most</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>Remove ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>Duplicate</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>Save and use</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>This is a copy, which is not saved yet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>Remove the profile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>Remove the profile '{kept}'?</source>
            <extracomment>Put in: kept.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>Its settings are lost. Studies that it was chosen for train nothing until another place is chosen; what nodes do now, they end.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>Give the profile a name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>Cluster profile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>New cluster profile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>Name of the profile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>such as: GPU nodes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>Forget this profile, after a question</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>Make another profile that begins with these values</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>Leave everything as it was (Esc)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/profile_dialog.py" />
            <source>&amp;Name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rail.py" />
            <source>done</source>
            <translation>erledigt</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rail.py" />
            <source>needs attention</source>
            <translation>braucht Aufmerksamkeit</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rail.py" />
            <source>to do</source>
            <translation>zu tun</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rail.py" />
            <source>not yet possible</source>
            <translation>noch nicht möglich</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rail.py" />
            <source>there is something new; </source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_examples.py" />
            <source>{files} {verb} left out because of what is chosen under Channels and planes, such as {paths}. {why}</source>
            <extracomment>Put in: files, paths, verb, why.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_examples.py" />
            <source>It has {counted}, most have {usual}: choose the channels so that all have the same number, or make one grey value of them.</source>
            <extracomment>Put in: counted, usual.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>real numbers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>{itemsize} bit {stored}</source>
            <extracomment>Put in: itemsize, stored.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>{bits} bit in {depth}</source>
            <extracomment>Put in: bits, depth.</extracomment>
            <translation type="unfinished" />
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>{count:,} planes</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>{count:,} time points</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished">
                <numerusform />
            </translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>{counted} in the file</source>
            <extracomment>Put in: counted.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>{pixel_size:.3g} µm a pixel</source>
            <extracomment>Put in: pixel_size.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>Channel {number}</source>
            <extracomment>Put in: number.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>This is a stack of {planes} planes: take one of them, or the maximum of all.</source>
            <extracomment>Put in: planes.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>This is a series of {times} time points: take one of them.</source>
            <extracomment>Put in: times.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>This file holds {scenes} images: take one of them.</source>
            <extracomment>Put in: scenes.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>image {scene} in the file</source>
            <extracomment>Put in: scene.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>plane {plane_number}</source>
            <extracomment>Put in: plane_number.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>the maximum of all planes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>time point {time_number}</source>
            <extracomment>Put in: time_number.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>Read of each file: {filter}.</source>
            <extracomment>Put in: filter.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>a picture in colour</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>1 channel ({channels})</source>
            <extracomment>Put in: channels.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>{count} channels ({named})</source>
            <extracomment>Put in: count, named.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>{count} channels</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>There is no {what} {number} in this file: it has {sizes}.</source>
            <extracomment>Put in: number, sizes, what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>the {mix} of {listed}, as grey</source>
            <extracomment>Put in: listed, mix.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>its one channel</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>its colours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>all {count} channels</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>all channels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_facts.py" />
            <source>channel{value} {names}</source>
            <extracomment>Put in: names, value.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_form.py" />
            <source>Kept apart, as colours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_form.py" />
            <source>One grey value: their mean</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_form.py" />
            <source>One grey value: the largest</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_form.py" />
            <source>None: leave stacks out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_form.py" />
            <source>One plane</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_form.py" />
            <source>Maximum of all planes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_form.py" />
            <source>None: leave series out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_form.py" />
            <source>One time point</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_form.py" />
            <source>None: leave such files out</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_form.py" />
            <source>One image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_form.py" />
            <source>Reset all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_form.py" />
            <source>All channels, kept apart; files that are stacks or series are left out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_preview.py" />
            <source>This file is left out.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_preview.py" />
            <source>Brightness adapted to the screen, in this picture only.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_preview.py" />
            <source>The file before</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_preview.py" />
            <source>The next file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_preview.py" />
            <source>The file as it is read now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_preview.py" />
            <source>{place:,} of {count:,}</source>
            <extracomment>Put in: count, place.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_preview.py" />
            <source>Holds: {words}.</source>
            <extracomment>Put in: words.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_section.py" />
            <source>Each file holds one picture: there is nothing to choose.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reading_section.py" />
            <source>Channels and planes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reliability_plot.py" />
            <source>Point at a column to read it; a click shows its {unit}.</source>
            <extracomment>Put in: unit.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reliability_plot.py" />
            <source>share right, 95 % interval</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reliability_plot.py" />
            <source>as sure as right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reliability_plot.py" />
            <source>reliability diagram</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reliability_plot.py" />
            <source>confidence, mean of each bin (%)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reliability_plot.py" />
            <source>share right (%)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reliability_plot.py" />
            <source>confidence {low:.0f}-{high:.0f} %</source>
            <extracomment>Put in: high, low.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reliability_plot.py" />
            <source>{where}: no {unit}</source>
            <extracomment>Put in: unit, where.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reliability_plot.py" />
            <source>{where} (mean {mean:.1f} %): {text}</source>
            <extracomment>Put in: mean, text, where.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/reliability_plot.py" />
            <source>{unit} in each bin</source>
            <extracomment>Put in: unit.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>One file with everything about a run: question, images, leak check, settings, curves, test results, gallery, reviews, maps, controls, versions, and a methods paragraph that says what was and was not done. It opens without network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>Tick a page or a document first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>The report is being written.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>Report of a run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>Page (HTML)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>Document (PDF)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>Choose ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>Write the report</source>
            <translation>Bericht schreiben</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>Stopping ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>The run that the report is about</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>Opens in every browser; plots can be enlarged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>To be printed or sent; letters stay letters</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>Where it is written; never over anything but a report</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>Choose another folder or name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>progress of the report</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>Gather everything and write the file</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>Stop; what was there before stays as it was</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>Run</source>
            <translation>Lauf</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>As</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>File</source>
            <translation>Datei</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>Report (*.html *.pdf)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>Report</source>
            <translation>Bericht</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>The report was stopped.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>The report was written: {names} ({size:.1f} MiB).</source>
            <extracomment>Put in: names, size.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/report_dialog.py" />
            <source>Stopped. What was there before is as it was.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/result_line.py" />
            <source>&lt;qt&gt;The share of tiles whose predicted class is the true one, with its 95 % &lt;b&gt;Wilson interval&lt;/b&gt; in brackets: where the accuracy may lie on more tiles like these; it is wide where tiles are few. &lt;b&gt;chance&lt;/b&gt;: what guessing among the classes gives. &lt;b&gt;always ...&lt;/b&gt;: what answering the most frequent class of this test set gives without looking. A network has learnt something where the whole interval lies above that.&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_answers.py" />
            <source>cannot tell</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_answers.py" />
            <source>Answer '{words}'</source>
            <extracomment>Put in: words.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_answers.py" />
            <source> (key {key})</source>
            <extracomment>Put in: key.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_asking.py" />
            <source>Review (*.ccreview)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_asking.py" />
            <source>Answers (*.ccanswers)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_asking.py" />
            <source>All files (*)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_asking.py" />
            <source>Show the results</source>
            <translation>Ergebnisse zeigen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_asking.py" />
            <source>All readers are finished. Show the results now?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_asking.py" />
            <source>The right answers are then known, so no other reader can begin this review. If a colleague is still to send answers, import them first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_asking.py" />
            <source>Break the seal</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_asking.py" />
            <source>Break the seal, and unblind this review for good?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_asking.py" />
            <source>{r} ({answered} of {of})</source>
            <extracomment>Put in: answered, of, r.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_asking.py" />
            <source>Not finished: {waiting}.</source>
            <extracomment>Put in: waiting.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_asking.py" />
            <source>Nobody has read it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_asking.py" />
            <source>{lost} The right answers become visible, nobody can go on with this review, and its results say for ever that the seal was broken. Answers given so far are kept. This cannot be undone.</source>
            <extracomment>Put in: lost.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_cells.py" />
            <source>{text}, {k} of {n}</source>
            <extracomment>Put in: k, n, text.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_cells.py" />
            <source>{low} to {high}</source>
            <extracomment>Put in: high, low.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_cells.py" />
            <source>{value:.2f} ({low:.2f} to {high:.2f})</source>
            <extracomment>Put in: high, low, value.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_cells.py" />
            <source> ({interval:.2f} to {interval_2:.2f})</source>
            <extracomment>Put in: interval, interval_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>all of them</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>the reader alone is right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>the network alone is right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>both are wrong</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>reader</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>Whose answers are compared with those of the network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>tiles shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>Which of these tiles are shown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>Show what the network looks at</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>Make the attribution of this tile (gradient x input).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>The attribution cannot be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>Purple speaks for or against {network}.</source>
            <extracomment>Put in: network.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>Reader</source>
            <translation>Beurteiler</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>marks say whether the reader is right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>There is no such tile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>The tile cannot be read ({error}).</source>
            <extracomment>Put in: error.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>Explaining {network} ...</source>
            <extracomment>Put in: network.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>reader {said}</source>
            <extracomment>Put in: said.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>network {network}{sure}</source>
            <extracomment>Put in: network, sure.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_differences.py" />
            <source>true: {true_class}
{image}</source>
            <extracomment>Put in: image, true_class.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_drawing.py" />
            <source>The tiles are being drawn ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_drawing.py" />
            <source>The network explains {missing} tiles ...</source>
            <extracomment>Put in: missing.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_drawing.py" />
            <source>The attributions were stopped.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_drawing.py" />
            <source>{why} No review was drawn.</source>
            <extracomment>Put in: why.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_drawing.py" />
            <source>The tiles are being written ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_drawing.py" />
            <source>{what}{what_2}: {done} of {of} ...</source>
            <extracomment>Put in: done, of, what, what_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_drawing.py" />
            <source>The network explains: {done} of {of} tiles</source>
            <extracomment>Put in: done, of.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>classify: nothing of the network is shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>judge the network's answer: agree or disagree</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>crossover: classify and judge, on the same tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>all tiles of the test set</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>a sample, of all classes in proportion</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>those on which the runs disagree</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source> (from a file)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>network's class, confidence</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source> and attribution</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>the tile alone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>{tiles}; shown {cards} times in all</source>
            <extracomment>Put in: cards, tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>Repeats</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>{repeats:.0f} % of the tiles come a second time</source>
            <extracomment>Put in: repeats.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>Classes</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>Folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>unblinded: the seal was broken</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>all readers are finished</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>nobody has begun</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>{r} {answered} of {of}</source>
            <extracomment>Put in: answered, of, r.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_entries.py" />
            <source>{practice} training tiles, with answers</source>
            <extracomment>Put in: practice.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_exchange.py" />
            <source>Open a review</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_exchange.py" />
            <source>A review for a colleague</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_exchange.py" />
            <source>Saved as {path}. A colleague opens it under Review, and sends the answers back as a file.</source>
            <extracomment>Put in: path.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_exchange.py" />
            <source>Save answers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_exchange.py" />
            <source>The answers of {reader} were saved as {path}.</source>
            <extracomment>Put in: path, reader.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_exchange.py" />
            <source>Import answers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_exchange.py" />
            <source>The answers of {reader} were imported.</source>
            <extracomment>Put in: reader.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_exchange.py" />
            <source>Folder for the tables</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_exchange.py" />
            <source>The tables were saved in {folder}.</source>
            <extracomment>Put in: folder.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_form.py" />
            <source>Classify: nothing of the network is shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_form.py" />
            <source>Judge the network's answer: agree or disagree</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_form.py" />
            <source>Both, on the same tiles (crossover)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_form.py" />
            <source>Tick two runs or more: one run cannot disagree with itself.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_form.py" />
            <source>Tick at least one run: its answers are compared with the reader's.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_form.py" />
            <source>test set</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_form.py" />
            <source>The test set whose tiles the reader sees.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_form.py" />
            <source>runs to compare with</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_form.py" />
            <source>The first run ticked is the one whose answers are shown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_form.py" />
            <source>Draw the review</source>
            <translation>Begutachtung ziehen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_form.py" />
            <source>A new review</source>
            <translation>Eine neue Begutachtung</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_form.py" />
            <source>A reader looks at tiles one by one without knowing the answer; then reader and network are compared on the very same tiles. The order is drawn at random and sealed before the first tile is shown.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_form.py" />
            <source>Tiles of the test set</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_form.py" />
            <source>Compared with these runs (the first one ticked is shown):</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_form.py" />
            <source>Draw the tiles and seal their answers.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>right alone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>right with the network's answer in view</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>p of the two (exact McNemar)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>other than the network alone: agreed when in view</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>same as the network alone: disagreed when in view</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>wrong alone, network right: right when in view</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>right alone, network wrong: wrong when in view</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Who was asked twice.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Tiles that came a second time, unnoticed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>the same</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Tiles for which both answers are the same.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>same %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Their share, with 95 % interval.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>kappa</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Cohen's kappa of first and second answer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Asked twice: does the reader agree with itself</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Who judged.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>agrees where it is right %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Share, with 95 % interval.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>agrees where it is wrong %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Agreeing with the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>of the same tiles, asked both ways</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>What is counted.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Answers of {name}, in percent with n.</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Does seeing the network's answer sway readers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>readers</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Which two readers.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>the same %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Share of tiles answered alike, with 95 % interval.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Cohen's kappa of the two, with interval.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>first alone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Tiles on which the first alone is right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>second alone</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Tiles on which the second alone is right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Exact McNemar test, two-sided.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>{first} and {second}</source>
            <extracomment>Put in: first, second.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>Readers among themselves ({verbs})</source>
            <extracomment>Put in: verbs.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_habits.py" />
            <source>All {readers} readers on {n} tiles: Fleiss' kappa {fleiss}; Krippendorff's alpha {alpha}. Their majority is right on {share_cell}; {ties} ties are left out. Below, two by two, on the tiles on which both decided.</source>
            <extracomment>Put in: alpha, fleiss, n, readers, share_cell, ties.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_list.py" />
            <source>reviews</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_list.py" />
            <source>All reviews of this study, newest first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_list.py" />
            <source>New review ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_list.py" />
            <source>Draw tiles of a test set for a blinded reader.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_list.py" />
            <source>Open a review file ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_list.py" />
            <source>Do a review that a colleague sent.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_looks.py" />
            <source>Values up to this are shown black.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_looks.py" />
            <source>Values from this on are shown white.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_looks.py" />
            <source>Fit</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_looks.py" />
            <source>Fit the contrast to this tile (key C).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_looks.py" />
            <source>Full</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_looks.py" />
            <source>Show the values as the network gets them (key F).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_looks.py" />
            <source>Show tiles smaller (key -).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_looks.py" />
            <source>Show tiles larger (key +).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_looks.py" />
            <source>Attribution (O)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_looks.py" />
            <source>Purple: what the network looks at (key O).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_looks.py" />
            <source>made smaller to fit the window</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_looks.py" />
            <source>Black</source>
            <translation>Schwarz</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_looks.py" />
            <source>White</source>
            <translation>Weiß</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_looks.py" />
            <source>value shown {name}</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>Answered</source>
            <translation>Beantwortet</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>Begin</source>
            <translation>Beginnen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>Break the seal ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>For a colleague ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>Save answers ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>Import answers ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>Reader's name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>reader's name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>Who answers; a name that has begun goes on.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>Choose a reader to go on, or to save the answers of.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>Open the seal and compare reader and network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>See the answers now; the review is unblinded for good.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>One file with the tiles as tokens, without any answers.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>One file with this reader's answers, once all are given.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>Read the file of answers that a colleague sent back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>The seal was broken before all readers were finished: this review is unblinded for good, and says so in its results.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>This review came as a file. Read it, then save your answers and send them back.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>not finished</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>{answered} of {of}</source>
            <extracomment>Put in: answered, of.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>Write the reader's name to begin; each reader has their own order.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>Nobody can read this review now: it is revealed, or damaged.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>{reader} has answered all tiles.</source>
            <extracomment>Put in: reader.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_panel.py" />
            <source>Show the tiles, in the whole window.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_report.py" />
            <source>Asked to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_report.py" />
            <source>True class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_report.py" />
            <source>with the network's answer in view</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_report.py" />
            <source>they differ</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_report.py" />
            <source>no difference is shown</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_report.py" />
            <source>{name}, {what}: {percent} of {n} tiles right; the network on the same tiles: {percent_2}. By a test in pairs {differ} ({p_text}).</source>
            <extracomment>Put in: differ, n, name, p_text, percent, percent_2, what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_report.py" />
            <source>not {network_class}</source>
            <extracomment>Put in: network_class.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_results.py" />
            <source>Back to the review</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_results.py" />
            <source>Show readers and settings of this review.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_results.py" />
            <source>Save as tables ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_results.py" />
            <source>Write all numbers, answers and tiles as CSV files.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_results.py" />
            <source>Results: {title}</source>
            <extracomment>Put in: title.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_results.py" />
            <source>Tiles that differ ({differences})</source>
            <extracomment>Put in: differences.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_results.py" />
            <source>Tiles that differ</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_results.py" />
            <source>In words</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_screen.py" />
            <source>Begin (Return)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_screen.py" />
            <source>Go on (Return)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_screen.py" />
            <source>Leave (Esc)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_screen.py" />
            <source>Close (Return)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Reader and network on the very same tiles, first answers only.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>95 % interval of the share (Wilson), tiles taken as independent.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>95 % interval where whole groups are drawn again (bootstrap).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>run {place}</source>
            <extracomment>Put in: place.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>who</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>A reader, or a network on the tiles of this reader.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>How many tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Tiles on which the reader could not tell.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Tiles that were right; those that were not decided are not.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>accuracy % (95 %)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Share of all tiles that is right. {wilson}</source>
            <extracomment>Put in: wilson.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>by group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>of decided %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Share that is right of the tiles that were decided.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>s a tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Median time for a tile, and its quartiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>{short} is {run}</source>
            <extracomment>Put in: run, short.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>{same} Cannot tell counts as wrong. {runs}{runs_2}.</source>
            <extracomment>Put in: runs, runs_2, same.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>How often reader and network are right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>reader and network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Which two are compared.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>both</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Tiles on which both are right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Tiles on which the reader alone is right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Tiles on which the network alone is right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>neither</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Tiles on which neither is right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Accuracy of reader minus network, in percent points.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Exact McNemar test, two-sided, tiles taken as independent.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>p by group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>The same where whole groups go together.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Cohen's kappa of the two, whoever is right, with interval.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>On how many tiles both, the reader alone, the network alone, or neither is right; cannot tell counts as wrong. A p below 0.05 tells the two apart.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Reader against network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>{who}, and {names}</source>
            <extracomment>Put in: names, who.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>class and reader</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Tiles of this class, for this reader.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>reader %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Share of the decided tiles, with 95 % interval.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Share of all of the tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>By class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>true class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Class that the tiles have.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Tiles for which the reader said '{name}'.</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>What {reader} said ({verbs})</source>
            <extracomment>Put in: reader, verbs.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_sections.py" />
            <source>Rows are the true classes, columns what the reader said; numbers of tiles.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_tile.py" />
            <source>tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_view.py" />
            <source>Take back (Backspace)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_view.py" />
            <source>progress</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_view.py" />
            <source>tiles answered</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_view.py" />
            <source>Take the last answer back</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_view.py" />
            <source>Answer the last tile again; both answers are recorded.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_view.py" />
            <source>Leave the review</source>
            <translation>Begutachtung verlassen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_view.py" />
            <source>All answers are saved; the review goes on later.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_view.py" />
            <source>Go on to the next tile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>Which class is this tile?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>The network answers {shown_class} ({confidence}). Do you agree?</source>
            <extracomment>Put in: confidence, shown_class.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>Practice   </source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>{practice}{place} of {of}</source>
            <extracomment>Put in: of, place, practice.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>{place} of {of} tiles are answered; the review goes on where it was.</source>
            <extracomment>Put in: of, place.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>First some tiles for practice ({of}), with the answer after each.</source>
            <extracomment>Put in: of.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>{of} tiles follow, one at a time, in an order drawn at random.</source>
            <extracomment>Put in: of.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>{begins} Answer by keys or buttons; Backspace takes the last answer back. Each answer is saved at once, and Esc leaves: the review goes on later where it was. The time taken is recorded, so leave for a break.</source>
            <extracomment>Put in: begins.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>The next tile is of the other kind: you see it alone, and say which class it is. From here on both kinds come mixed, so read the question.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>The next tile is of the other kind: you see what the network answers, which can be wrong, and say whether you agree. From here on both kinds come mixed, so read the question.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>this tile is {practice_answer}.</source>
            <extracomment>Put in: practice_answer.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>Cannot tell: {true}</source>
            <extracomment>Put in: true.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>Right</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>Not so</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>All tiles are answered, and all answers are saved. Thank you.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>This answer could not be saved ({error}). The answers before it are safe. Mend that, then answer this tile again.</source>
            <extracomment>Put in: error.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>The next tile cannot be shown ({error}). All answers so far are safe. Leave with Esc; when the review's folder is whole again, the review goes on here.</source>
            <extracomment>Put in: error.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/review_words.py" />
            <source>There is no answer to take back here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rotation_dialog.py" />
            <source>Training does not need these files: it turns tiles by itself. They are for other programs, or to repeat what the article did.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rotation_dialog.py" />
            <source>Choose a new or empty folder first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rotation_dialog.py" />
            <source>a reflection of the image</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rotation_dialog.py" />
            <source>Write turned copies of the training images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rotation_dialog.py" />
            <source>a new or empty folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rotation_dialog.py" />
            <source>Folder to write to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rotation_dialog.py" />
            <source>Choose the folder to write to</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rotation_dialog.py" />
            <source>Files written</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rotation_dialog.py" />
            <source>Write</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rotation_dialog.py" />
            <source>{count:,} images; how much they take is being found out.</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rotation_dialog.py" />
            <source>Writes {files:,} files: each of {images:,} images turned by {angles} angles; at most {size_told}. A manifest names the source of each.</source>
            <extracomment>Put in: angles, files, images, size_told.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rotation_dialog.py" />
            <source>{done:,} of {of:,} files</source>
            <extracomment>Put in: done, of.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rotation_dialog.py" />
            <source>Wrote {files:,} files ({size_told}) to {folder}. A study of that folder keeps all copies of one image together, in training or in validation.</source>
            <extracomment>Put in: files, folder, size_told.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/rotation_dialog.py" />
            <source>Cancelled; no copy was left behind.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_chooser.py" />
            <source>&lt;qt&gt;Has the network of this run predict images that it was not made with: a folder with images, or with sub-folders. Classes need not be known; a sub-folder named as a class gives its images that class. A folder can also be dropped on this page.&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_chooser.py" />
            <source>This run has no network that could predict anything.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_chooser.py" />
            <source>Choose a run</source>
            <translation>Lauf wählen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_chooser.py" />
            <source>The test sets of the run, and folders added later.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_chooser.py" />
            <source>Predict a folder ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_chooser.py" />
            <source>By this run ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_chooser.py" />
            <source>predicts the test set</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_chooser.py" />
            <source>By all {count} runs with a network ...</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_curves.py" />
            <source>Log of the run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_curves.py" />
            <source>Log</source>
            <translation>Log</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_curves.py" />
            <source>Stopped early: the validation loss has not fallen any more. </source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_curves.py" />
            <source>The network of epoch {epoch} is kept.</source>
            <extracomment>Put in: epoch.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_curves.py" />
            <source>The network is kept as it was before the first epoch was over.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_curves.py" />
            <source>Going on after epoch {epoch}, t</source>
            <extracomment>Put in: epoch.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_curves.py" />
            <source>{goes_on}raining on {device}: {training_tiles} tiles for training, {validation_tiles} for validation, {batches} minibatches an epoch.</source>
            <extracomment>Put in: batches, device, goes_on, training_tiles, validation_tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_curves.py" />
            <source>Epoch {epoch}: accuracy {accuracy:.1f} %, loss {loss:.4f}</source>
            <extracomment>Put in: accuracy, epoch, loss.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_curves.py" />
            <source>; validation accuracy {val_accuracy:.1f} %, loss {val_loss:.4f}</source>
            <extracomment>Put in: val_accuracy, val_loss.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_list.py" />
            <source>Runs of this study</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_list.py" />
            <source>Export the network ...</source>
            <translation>Netz exportieren ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_list.py" />
            <source>No run yet: train one.</source>
            <translation>Noch kein Lauf: Trainieren Sie einen.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_list.py" />
            <source>of the experiment {experiment}: {variant}</source>
            <extracomment>Put in: experiment, variant.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source>Stopping after this minibatch ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source>Stopping within some seconds ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source>Stopping after this epoch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source>Pausing after this epoch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source>Progress of the run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source>Stop now</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source>Stop after this epoch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source>Pause after this epoch, to be resumed exactly</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source> - {clock_text} left</source>
            <extracomment>Put in: clock_text.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source>Writing the network ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source>Waiting {no_node} ...</source>
            <extracomment>Put in: no_node.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source>Starting the worker {where}</source>
            <extracomment>Put in: where.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source>Epoch {epoch} of {epochs}</source>
            <extracomment>Put in: epoch, epochs.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source>The network is kept as it is at this moment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source>The epoch is done to its end, and its network kept</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source>The run waits when this epoch is over. Resumed, it gives the same numbers as if it had not been paused</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source>Stop now (Ctrl+.): {now}{now_2}. The arrow offers to stop or to pause after this epoch</source>
            <extracomment>Put in: now, now_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/run_progress.py" />
            <source>The key Down offers other ways to end the run.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_view.py" />
            <source>right in every run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_view.py" />
            <source>wrong in every run</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_view.py" />
            <source>Comparing the runs ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_view.py" />
            <source>Tick two runs or more to compare them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_view.py" />
            <source>Only one run has predicted this test set. Train another, or let another run predict it, to see on which tiles they differ.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_view.py" />
            <source>Tiles on which the runs differ; a double click or Return shows them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_view.py" />
            <source>There is no tile on which these runs differ.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_view.py" />
            <source>runs differ</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_view.py" />
            <source>on which runs differ</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_view.py" />
            <source>Show the {n:,} tiles {words}</source>
            <extracomment>Put in: n, words.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_view.py" />
            <source>No such tile</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_view.py" />
            <source>{n:,} tiles {words}</source>
            <extracomment>Put in: n, words.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_view.py" />
            <source>tile {numbers}</source>
            <extracomment>Put in: numbers.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_view.py" />
            <source>{n} tiles on which runs differ</source>
            <extracomment>Put in: n.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>mean of the runs</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>Tick the runs that are compared.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>right %</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>Accuracy over the tiles that all ticked runs have predicted.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>Wilson interval, every tile taken as independent of all others.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>Tiles of known class that all ticked runs have predicted.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>Their numbers in the table above.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>Share of the tiles to which both give the same class.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>kappa (95 %)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>Cohen's kappa: how much more often they agree than by chance; 1 is always, 0 as often as by chance.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>Tiles that only the first of the two has right : tiles that only the second has right.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>Exact McNemar test, two-sided: how often two equally good runs would differ as much, every tile taken as independent of all others.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>The same with whole groups exchanged: the one to trust where tiles of one group are alike.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source> ({left_out:,} that not all predicted are left out)</source>
            <extracomment>Put in: left_out.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>{n:,} tiles were predicted by all {runs} runs</source>
            <extracomment>Put in: n, runs.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>To {same:,} of them ({same_2:.1f} %) all give the same class</source>
            <extracomment>Put in: same, same_2.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>; Fleiss' kappa {agreement:.2f} (1: always, 0: by chance)</source>
            <extracomment>Put in: agreement.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>{told}. The class of {sum:,} of {n:,} is known.</source>
            <extracomment>Put in: n, sum, told.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>{pairs} pairs are tested: by chance alone one test in 20 falls below p = 0.05. Divide by {pairs}: take a difference as shown where p is below {value:.2g}.</source>
            <extracomment>Put in: pairs, value.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>{k:,} of {n:,} tiles</source>
            <extracomment>Put in: k, n.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>{first} and {second} give the same class to {same}</source>
            <extracomment>Put in: first, same, second.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>{told}. Only {first} is right on {one:,}, only {second} on {other:,}: p = {p_text}, {verdict}, tile by tile.</source>
            <extracomment>Put in: first, one, other, p_text, second, told, verdict.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>The probabilities of all ticked runs are averaged for each tile: an ensemble, which is often better than each of its runs.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>more than by chance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source>no more than by chance</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/runs_words.py" />
            <source> ({low:.2f} to {high:.2f})</source>
            <extracomment>Put in: high, low.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/score_curves.py" />
            <source>ROC curve</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/score_curves.py" />
            <source>false positive rate (%)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/score_curves.py" />
            <source>true positive rate (%)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/score_curves.py" />
            <source>{found} found, {false} of the others too</source>
            <extracomment>Put in: false, found.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/score_curves.py" />
            <source>precision-recall curve</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/score_curves.py" />
            <source>recall (%)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/score_curves.py" />
            <source>precision (%)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/score_curves.py" />
            <source>{called} right, {found} found</source>
            <extracomment>Put in: called, found.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/score_curves.py" />
            <source>{k:,} of {n:,}</source>
            <extracomment>Put in: k, n.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/script_preview.py" />
            <source>What the queue is given for each node:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/script_preview.py" />
            <source>The script is being made ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/script_preview.py" />
            <source>The script cannot be shown here. {}</source>
            <extracomment>Put in: .</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/script_preview.py" />
            <source>No script can be made of this: {}</source>
            <extracomment>Put in: .</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/script_preview.py" />
            <source>Script that the queue is given</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/script_preview.py" />
            <source>Made of the profile as it is shown; nothing is sent yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/script_preview.py" />
            <source>it ended without a word.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_choice.py" />
            <source>Train on few of each class and on more and more: the accuracy by their number tells what twice as many would bring.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_choice.py" />
            <source>Would more data help?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_choice.py" />
            <source>Also train on fewer tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_choice.py" />
            <source>Numbers of each class</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_choice.py" />
            <source>Numbers of each class, such as 5, 10, 20; and the word all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_choice.py" />
            <source>What the numbers count</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_choice.py" />
            <source>No size is given: write numbers of each class, such as 5, 10, 20.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_choice.py" />
            <source>'{word}' is no size. Write numbers from 1 with commas between them, and all for all.</source>
            <extracomment>Put in: word.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_choice.py" />
            <source>{count:,} in '{name}'</source>
            <extracomment>Put in: count, name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_choice.py" />
            <source> There are {there}, without validation.</source>
            <extracomment>Put in: there.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_choice.py" />
            <source> {evened} Each run draws its own.</source>
            <extracomment>Put in: evened.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_curve_plot.py" />
            <source>Nothing to show yet. Train an experiment that compares numbers of training tiles: Training, Several runs, 'Would more data help?'.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_curve_plot.py" />
            <source>Each point: one run; line: mean; dashed: fitted law, on to twice the data. At the right: controls, and what needs no network.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_curve_plot.py" />
            <source>accuracy by number of training tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_curve_plot.py" />
            <source>Test accuracy (%)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_curve_plot.py" />
            <source>training groups</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_curve_plot.py" />
            <source>{what} of each class</source>
            <extracomment>Put in: what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/size_curve_points.py" />
            <source>{found}
n = {tiles} tiles</source>
            <extracomment>Put in: found, tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/split_facts.py" />
            <source>making the tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/split_facts.py" />
            <source>How far the making of the tiles is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/split_facts.py" />
            <source>{what}: {done:,} of {of:,}</source>
            <extracomment>Put in: done, of, what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/split_facts.py" />
            <source>{tiles}, near-empty</source>
            <extracomment>Put in: tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/split_facts.py" />
            <source>none: no group can be spared</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/split_facts.py" />
            <source>fold {fold} of {folds}: {share}</source>
            <extracomment>Put in: fold, folds, share.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/split_facts.py" />
            <source>{groups:,} of {all_groups:,} {word}, {tiles:,} of {tiles_2}</source>
            <extracomment>Put in: all_groups, groups, tiles, tiles_2, word.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/split_tiles.py" />
            <source>tile {tile}, true: {true}; </source>
            <extracomment>Put in: tile, true.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/split_tiles.py" />
            <source>run {number}: {name}{kind}</source>
            <extracomment>Put in: kind, name, number.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/split_tiles.py" />
            <source>Tiles on which the runs differ</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/split_tiles.py" />
            <source>tiles on which runs differ</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/split_tiles.py" />
            <source>Number of the tile, and its image. Double click or Return shows it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/split_tiles.py" />
            <source>The class of its folder; ? where it is not known.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>As the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>Pack this study ...</source>
            <translation>Diese Studie packen ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>Unpack a study ...</source>
            <translation>Studie entpacken ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>Study</source>
            <translation>Studie</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>No study yet</source>
            <translation>Noch keine Studie</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>Open a study, or pick images.</source>
            <translation>Eine Studie öffnen oder Bilder wählen.</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>New study in a folder ...</source>
            <translation>Neue Studie in einem Ordner ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>Recent studies</source>
            <translation>Zuletzt geöffnete Studien</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>Show the study's folder</source>
            <translation>Ordner der Studie zeigen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>Start page</source>
            <translation>Startseite</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>Help	F1</source>
            <translation>Hilfe	F1</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>About Cell Classifier ...</source>
            <translation>Über Cell Classifier ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>Folder of the study</source>
            <translation>Ordner der Studie</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>Folder for the new study</source>
            <translation>Ordner für die neue Studie</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>Looks</source>
            <translation>Aussehen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>Right and wrong in blue and orange</source>
            <translation>Richtig und falsch in Blau und Orange</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/study_button.py" />
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/table_choice.py" />
            <source>none chosen yet; it can also be dropped here</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/table_choice.py" />
            <source>Choose CSV file ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/table_choice.py" />
            <source>Look for the table; it is only read, never changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/test_column.py" />
            <source>No test set yet. Whether a network really tells the classes apart shows only on images that it has never seen: from other dishes or days, in sub-folders with the same names. Drop such a folder here, or press the button above.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/test_column.py" />
            <source>Add a test set ...</source>
            <translation>Testsatz hinzufügen ...</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_browser.py" />
            <source>Click a cell or a bar to see only its tiles; a right click saves the plot.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_closeup.py" />
            <source>Click a tile to see it large here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_closeup.py" />
            <source>Class</source>
            <translation>Klasse</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_closeup.py" />
            <source>Group</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_closeup.py" />
            <source>Place</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_closeup.py" />
            <source>{width} x {height} px at x {x}, y {y}</source>
            <extracomment>Put in: height, width, x, y.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_cut.py" />
            <source>{tiles:,} tiles of {size} px from {images:,} images</source>
            <extracomment>Put in: images, size, tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_cut.py" />
            <source>{told} ({gone:,} near-empty ones dropped)</source>
            <extracomment>Put in: gone, told.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_filter.py" />
            <source>surest first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_filter.py" />
            <source>least sure first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_filter.py" />
            <source>most wrong first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_filter.py" />
            <source>least wrong first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_filter.py" />
            <source>most uncertain first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_filter.py" />
            <source>least uncertain first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_filter.py" />
            <source>first to last</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_filter.py" />
            <source>last to first</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_filter.py" />
            <source>true {true}, predicted {predicted}</source>
            <extracomment>Put in: predicted, true.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_filter.py" />
            <source>predicted {classes}</source>
            <extracomment>Put in: classes.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_filter.py" />
            <source>confidence {least:.2f} to {most:.2f}</source>
            <extracomment>Put in: least, most.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_filter.py" />
            <source>group {groups}</source>
            <extracomment>Put in: groups.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_filter.py" />
            <source>{marks} labels</source>
            <extracomment>Put in: marks.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_filter.py" />
            <source>by {order}, {directions}</source>
            <extracomment>Put in: directions, order.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_mark.py" />
            <source>Mark label ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_mark.py" />
            <source>Withdraw mark ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_mark.py" />
            <source>&lt;qt&gt;Writes into a list of the study that this label is held to be wrong, and why. The image stays as it is; trainings can leave marked tiles out.&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_mark.py" />
            <source>&lt;qt&gt;The class of this tile is not known: there is no label to doubt.&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_mark.py" />
            <source>In its image ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_mark.py" />
            <source>The whole image with all of its tiles (double click).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_mark.py" />
            <source>flag: this label is marked as wrong</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_panel.py" />
            <source>Choose a tile in the gallery to see it large.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_panel.py" />
            <source>Which class the purple explains: what speaks for or against this class rather than the others.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_panel.py" />
            <source>right: {words}</source>
            <extracomment>Put in: words.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_panel.py" />
            <source>wrong: {words}</source>
            <extracomment>Put in: words.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_panel.py" />
            <source>Attribution</source>
            <translation>Attribution</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_panel.py" />
            <source>state of the attribution</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_panel.py" />
            <source>Purple: what the network looks at.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_panel.py" />
            <source>opacity of the attribution</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_panel.py" />
            <source>How much of the image full attribution hides.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_panel.py" />
            <source>class explained</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_panel.py" />
            <source>The attribution is switched off.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_place.py" />
            <source>the whole image, {width} x {height} px</source>
            <extracomment>Put in: height, width.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_place.py" />
            <source>x {x}, y {y}, {width} x {height} px of {width_2} x {height_2} px</source>
            <extracomment>Put in: height, height_2, width, width_2, x, y.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_place.py" />
            <source>{image}
group {group}, tile {number}
{where}</source>
            <extracomment>Put in: group, image, number, where.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_place.py" />
            <source>The tile in its image: {where}.</source>
            <extracomment>Put in: where.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_place.py" />
            <source>map of the image with the tile: {where}</source>
            <extracomment>Put in: where.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_saving.py" />
            <source>The class of no tile is known, so there are no numbers to save.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_saving.py" />
            <source>Saves predictions, numbers, figures and contact sheets.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_saving.py" />
            <source>save</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_saving.py" />
            <source>Predictions of all tiles (CSV) ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_saving.py" />
            <source>Contact sheet (PNG, SVG, PDF) ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_saving.py" />
            <source>Numbers and figures into a folder ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_saving.py" />
            <source>Predictions of the {count:,} tiles shown (CSV) ...</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_saving.py" />
            <source>{test}, run {id}: {told}</source>
            <extracomment>Put in: id, test, told.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_saving.py" />
            <source>Save the sheet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_saving.py" />
            <source>{kept:,} of {tiles:,} tiles</source>
            <extracomment>Put in: kept, tiles.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_saving.py" />
            <source>{n} of {title}</source>
            <extracomment>Put in: n, title.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_saving.py" />
            <source>Folder for numbers and figures</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_saving.py" />
            <source>{test}, run {id}</source>
            <extracomment>Put in: id, test.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_saving.py" />
            <source>Saved {written} files in {into}.</source>
            <extracomment>Put in: into, written.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_settings.py" />
            <source>rows and columns</source>
            <translation>Zeilen und Spalten</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_settings.py" />
            <source>tiles of one size</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_settings.py" />
            <source>pixels (px)</source>
            <translation>Pixel (px)</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_settings.py" />
            <source>micrometres (µm)</source>
            <translation>Mikrometer (µm)</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_settings.py" />
            <source>Write turned copies ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_settings.py" />
            <source>Turned copies of the training images, as files.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_settings.py" />
            <source>Cut each image into</source>
            <translation>Jedes Bild schneiden in</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_settings.py" />
            <source>Change at random in training</source>
            <translation>Im Training zufällig verändern</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>as they are</source>
            <translation>wie sie sind</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Tiles before training changes them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>as changed in training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>One of the changes drawn at random.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>side by side</source>
            <translation>nebeneinander</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Each tile, and beside it one of its changes.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>one tile in 25 versions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>The chosen tile as training sees it in epochs 1 to 25.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>25 tiles of one epoch</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>25 training tiles, drawn at random, as training sees them in one epoch.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>as the network gets it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Black and white of the study's rule.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>stretched, all alike</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>The range of a sample of the training images: brightness can be compared.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>stretched, each by itself</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Each tile's own range: brightness cannot be compared.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>The tiles, as the network gets them.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Fields</source>
            <translation>Felder</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Each image in full, with the grid that it is cut by.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Changes only what you see here, never what the network gets.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Three channels are shown as red, green and blue; of any other number the mean.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Tiles of which class.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Tiles cut from which images.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Changes</source>
            <translation>Änderungen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Tiles with or without the changes of training.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>all, in order</source>
            <translation>alle, der Reihe nach</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Every tile in the order of the files, none drawn.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Show me others</source>
            <translation>Andere zeigen</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Draw other tiles, and change them anew (Ctrl+R).</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>test set {name}</source>
            <extracomment>Put in: name.</extracomment>
            <translation>Testsatz {name}</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>the training images</source>
            <translation>die Trainingsbilder</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Tiles of a test set are never changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Tiles or fields</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Size of the tiles on the screen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_strip.py" />
            <source>Size of the tiles on the screen. {only_look}</source>
            <extracomment>Put in: only_look.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_tools.py" />
            <source>Mark the labels of {count:,} tiles as wrong ...</source>
            <extracomment>Put in: count.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_tools.py" />
            <source>Show in its image	Return</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_tools.py" />
            <source>Mark the label as wrong ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_tools.py" />
            <source>All marked labels ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_tools.py" />
            <source>Contact sheet ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_tools.py" />
            <source>Choose all that are shown	Ctrl+A</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_tools.py" />
            <source>Withdraw the mark ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_wall.py" />
            <source>showing images in full, with the grid that they are cut by</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_words.py" />
            <source>{image}, group {group}</source>
            <extracomment>Put in: group, image.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_words.py" />
            <source>as changed in epoch {epoch} of a training</source>
            <extracomment>Put in: epoch.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_words.py" />
            <source>the mean of its {channels} channels</source>
            <extracomment>Put in: channels.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_words.py" />
            <source> of class {class_name}</source>
            <extracomment>Put in: class_name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_words.py" />
            <source>showing one of them, as training sees it in {shown} epochs</source>
            <extracomment>Put in: shown.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_words.py" />
            <source>showing {shown:,}{kind} as training sees them in one epoch</source>
            <extracomment>Put in: kind, shown.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_words.py" />
            <source>showing all {shown:,}{kind}, in order</source>
            <extracomment>Put in: kind, shown.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_words.py" />
            <source>showing all {shown:,}{kind}, in random order</source>
            <extracomment>Put in: kind, shown.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_words.py" />
            <source>showing {shown:,}{kind}, drawn at random</source>
            <extracomment>Put in: kind, shown.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_words.py" />
            <source>showing {shown:,}, drawn at random, balanced over the classes</source>
            <extracomment>Put in: shown.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_words.py" />
            <source>Each tile is {width} x {height} px of its image</source>
            <extracomment>Put in: height, width.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_words.py" />
            <source>{cut}: too little of a cell. Choose fewer rows and columns.</source>
            <extracomment>Put in: cut.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_words.py" />
            <source>{cut} and becomes a square: cells are stretched. Choose rows and columns that give squares.</source>
            <extracomment>Put in: cut.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_words.py" />
            <source>{cut}, enlarged to {size} px, which adds time but no detail: {near} px are enough.</source>
            <extracomment>Put in: cut, near, size.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tile_words.py" />
            <source>{cut}, made smaller to {size} px: small clumps fade. Smaller tiles, or a larger input size, keep them.</source>
            <extracomment>Put in: cut, size.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>1  Images</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>Choose the folder of training images and those of tests, each with one sub-folder for each class; the page counts them and says what is wrong.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>2  Tiles</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>See what the network will see: the tiles into which images are cut, and how they are changed at random while it learns.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>3  Training</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>Train a network, or a dozen that differ in seed, and watch accuracy and loss epoch by epoch.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>4  Predictions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>Read how often it is right on images that it has never seen, and look at every tile with its answer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>5  Review</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>Judge the same tiles yourself, without a name or an answer in sight, and learn who is right more often.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>6  Explain</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>Lay over each tile what spoke for a class, and measure how much of it lies in clumps, beside what chance gives.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>7  Compare</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>Put runs beside each other: networks, data sets, controls and readers, with effect, interval and n.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>F1 opens the help of the page that you are on, at any time; the menu at the top left has this tour again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>Next</source>
            <translation>Weiter</translation>
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>Leave the tour</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>Leave the tour (Esc); it can be taken again from Help.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>Go on (right arrow)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>Go back (left arrow)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>{place} of {stops}</source>
            <extracomment>Put in: place, stops.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/tour.py" />
            <source>Tour: {title}. {sentence}</source>
            <extracomment>Put in: sentence, title.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/train_column.py" />
            <source>How images are grouped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/unit_choice.py" />
            <source>tile by itself</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/unit_choice.py" />
            <source>image (field)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/unit_choice.py" />
            <source>&lt;qt&gt;What gets an answer. Where a whole field, or a whole dish or animal, is to be judged, its tiles decide together; n is then the number of fields or groups.&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/unit_choice.py" />
            <source>&lt;qt&gt;&lt;b&gt;mean probability&lt;/b&gt;: the probabilities of all tiles are averaged, so that sure tiles count more. &lt;b&gt;vote&lt;/b&gt;: each tile has one vote for its class.&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/unit_choice.py" />
            <source>&lt;qt&gt;Networks tend to be surer than they are right. One number, the temperature, is fitted on the validation part (never on this test set) and makes all probabilities milder or sharper. It does not change which class a tile is given (Guo et al., 2017).&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/unit_choice.py" />
            <source>Calibrate by the validation part</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/unit_choice.py" />
            <source>what is judged</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/unit_choice.py" />
            <source>how tiles decide together</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/unit_choice.py" />
            <source>Judge each</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/unit_choice.py" />
            <source> (temperature {value:.2f})</source>
            <extracomment>Put in: value.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/unit_choice.py" />
            <source>&lt;qt&gt;A tile is judged by its own probabilities.&lt;/qt&gt;</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/work_dialog.py" />
            <source>Cancelled; nothing was left behind.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/work_dialog.py" />
            <source>Choose: {name}</source>
            <extracomment>Put in: name.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/work_dialog.py" />
            <source>how far it is</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/work_dialog.py" />
            <source>Stops what goes on, or closes this.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/work_dialog.py" />
            <source>Show it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/work_dialog.py" />
            <source>A file could not be read or written: {error}. Nothing was made.</source>
            <extracomment>Put in: error.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/work_dialog.py" />
            <source>{what}: {count:,} of {of:,}</source>
            <extracomment>Put in: count, of, what.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>Workstations train for each other once one of them runs a scheduler, and each that is to train runs a node. In a terminal: once, then on one, then on each:</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>cellclassifier certificates FOLDER
cellclassifier scheduler --certificates FOLDER
cellclassifier node tls://HOST:8786 --certificates FOLDER</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>The address that 'cellclassifier scheduler' tells: {example}</source>
            <extracomment>Put in: example.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>The folder that 'cellclassifier certificates' made, or a copy of it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>Send the images even where nodes see this study's folder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>Nodes look for the study's folder at the same path, and use it where it is the same. Tick this where a network drive is slow</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>I know, and use it all the same</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>Something answers there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>Workstations</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>Try</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>Read the warning first, and say that you know.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>Expected the address of the scheduler: {example}.</source>
            <extracomment>Put in: example.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>Train the runs of this study there</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>Being tried ...</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>, with these certificates</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>Folder of the certificates</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>Address of the scheduler</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>The warning above is asked about each time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>See whether a scheduler answers; nothing is sent</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/widgets/workstations_dialog.py" />
            <source>Commands for a terminal</source>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/window_lock.py" />
            <source>The study's folder {folder} cannot be written ({strerror}), so it can only be looked at. Copy it to a folder of your own to change it.</source>
            <extracomment>Put in: folder, strerror.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/window_lock.py" />
            <source> (on {facts}, process {facts_2}, since {facts_3})</source>
            <extracomment>Put in: facts, facts_2, facts_3.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <location filename="../../cellclassifier/gui/window_lock.py" />
            <source>This study is open in another window{who}, so here it can only be looked at. Close that window to change settings or to train from this one.</source>
            <extracomment>Put in: who.</extracomment>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Grid</source>
            <translation type="vanished">Raster</translation>
        </message>
    </context>
</TS>

"""A study as one archive that another computer can open, and back.

An archive is a .zip file that holds the study's folder as it is, the images below
``images`` where they are packed too, and ``packed.json``, which lists every file with
its size and SHA-256. Locks, caches, queues and what is unfinished stay behind, and so
does the trash. A review goes as it lies there: its key stays sealed as it was.

**How images are found again.** Tables and settings of a study name images by their full
path, and all that is ever read checks an image against the SHA-256 that its run was
made with. On unpacking, such names are replaced in the copies (`moving`): a cell of a
table, or a text in a settings file, that is the path of a packed folder or lies below
it. Nothing else in these files is touched, not even the way a number is written, and a
file that could not be written back byte for byte is left as it is. The note
``unpacked.json`` says which files that were, with their SHA-256 before and after. So
whatever reads a study, R included, finds true paths, no reader had to be changed, and a
path that was missed can at worst lead to an image that is gone, which is told, never to
another image.
"""

import stat

from queued import profile

from cellclassifier.cluster import own_certificates, security


def test_own_certificates_are_kept_and_can_be_read_by_the_user_alone(queue, started):
    queue("slurm")
    started(profile(), None)
    folder = own_certificates.folder_of(profile())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / security.KEY).stat().st_mode) == 0o600
    key = (folder / security.KEY).read_bytes()
    started(profile(), None)
    assert (folder / security.KEY).read_bytes() == key
    # Made by half, they are made anew.
    (folder / security.KEY).unlink()
    started(profile(), None)
    assert (folder / security.KEY).read_bytes() != key
    assert [each.name for each in folder.parent.iterdir()] == [folder.name]

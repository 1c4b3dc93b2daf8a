//! Saving a file while disks fill up, folders vanish and others write to it.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use empathy_map::file::{Disk, Expected, Fingerprint, Outcome, SaveErrorKind, open, save};
use empathy_map::model::limits;

use super::Place;
use crate::support::faults::FaultyDisk;

const OLD: &[u8] = b"the old file";
const NEW: &[u8] = b"the new file, which is longer";

fn with_old_file() -> Place {
    Place::with("dana.json", OLD)
}

fn no_wait(_: Duration) {
    panic!("nobody holds the file")
}

fn old() -> Expected {
    Expected::File(Fingerprint::of(OLD))
}

fn saved(path: &Path, expected: &Expected) -> Outcome {
    save(&Disk, path, NEW, expected, &mut no_wait).unwrap()
}

#[test]
fn a_saved_file_replaces_the_old_one_and_leaves_nothing_beside_it() {
    let place = with_old_file();
    assert_eq!(saved(&place.file(), &old()), Outcome::Saved(Fingerprint::of(NEW)));
    assert_eq!(fs::read(place.file()).unwrap(), NEW);
    assert_eq!(place.names(), ["dana.json"]);
}

#[test]
fn a_new_file_can_be_read_by_whom_the_person_lets() {
    let place = with_old_file();
    let path = place.folder.path().join("new.json");
    assert_eq!(saved(&path, &Expected::NoFile), Outcome::Saved(Fingerprint::of(NEW)));
    assert_eq!(
        fs::metadata(&path).unwrap().permissions(),
        fs::metadata(place.file()).unwrap().permissions(),
        "as any other new file"
    );
}

#[test]
fn whichever_call_to_the_disk_fails_one_of_the_two_files_is_whole_and_no_third_is_left() {
    for expected in [old(), Expected::Anything] {
        let disk = FaultyDisk::new(ErrorKind::StorageFull);
        let place = with_old_file();
        save(&disk, &place.file(), NEW, &expected, &mut no_wait).unwrap();
        let calls = disk.calls();
        assert!(calls >= 7, "resolve, stat, create, write, permissions, sync, rename, sync of the folder");
        for failing in 0..calls {
            let place = with_old_file();
            let disk = FaultyDisk::new(ErrorKind::StorageFull);
            disk.fail(failing, failing + 1);
            let result = save(&disk, &place.file(), NEW, &expected, &mut no_wait);
            let found = fs::read(place.file()).unwrap();
            match result {
                Ok(outcome) => {
                    assert_eq!(found, NEW, "call {failing}");
                    assert_eq!(outcome, Outcome::Saved(Fingerprint::of(NEW)));
                }
                Err(error) => {
                    assert_eq!(found, OLD, "call {failing}");
                    assert_eq!(error.kind(), SaveErrorKind::DiskFull);
                    assert!(error.to_string().contains("the disk is full. Make room"), "{error}");
                }
            }
            assert_eq!(place.names(), ["dana.json"], "call {failing}");
        }
    }
}

#[test]
fn a_disk_that_dies_in_the_middle_leaves_one_of_the_two_files_whole() {
    for from in 0..10 {
        let place = with_old_file();
        let disk = FaultyDisk::new(ErrorKind::Other);
        disk.fail(from, usize::MAX);
        let result = save(&disk, &place.file(), NEW, &old(), &mut no_wait);
        let found = fs::read(place.file()).unwrap();
        assert_eq!(found, if result.is_ok() { NEW } else { OLD }, "from call {from}");
    }
}

#[test]
fn a_file_that_another_program_changed_is_not_written_but_shown() {
    let place = with_old_file();
    fs::write(place.file(), b"theirs").unwrap();
    assert_eq!(saved(&place.file(), &old()), Outcome::ChangedOutside { bytes: b"theirs".to_vec() });
    assert_eq!(fs::read(place.file()).unwrap(), b"theirs");
    // Once merged, what was seen is what is expected.
    let merged = Expected::File(Fingerprint::of(b"theirs"));
    assert_eq!(saved(&place.file(), &merged), Outcome::Saved(Fingerprint::of(NEW)));
}

#[test]
fn a_change_of_the_same_length_is_noticed() {
    let place = with_old_file();
    fs::write(place.file(), b"THE OLD FILE").unwrap();
    assert!(matches!(saved(&place.file(), &old()), Outcome::ChangedOutside { .. }));
}

#[test]
fn a_new_map_does_not_replace_a_file_that_appeared_meanwhile() {
    let place = with_old_file();
    assert_eq!(saved(&place.file(), &Expected::NoFile), Outcome::ChangedOutside { bytes: OLD.to_vec() });
    assert_eq!(saved(&place.file(), &Expected::Anything), Outcome::Saved(Fingerprint::of(NEW)));
}

#[test]
fn a_file_that_already_holds_the_map_counts_as_saved() {
    let place = with_old_file();
    fs::write(place.file(), NEW).unwrap();
    assert_eq!(saved(&place.file(), &old()), Outcome::Saved(Fingerprint::of(NEW)));
}

#[test]
fn a_file_that_was_deleted_meanwhile_is_made_again() {
    let place = with_old_file();
    fs::remove_file(place.file()).unwrap();
    assert_eq!(saved(&place.file(), &old()), Outcome::Saved(Fingerprint::of(NEW)));
    assert_eq!(fs::read(place.file()).unwrap(), NEW);
}

#[test]
fn a_file_that_another_program_holds_is_tried_again_for_two_seconds() {
    let place = with_old_file();
    let disk = FaultyDisk::new(ErrorKind::ResourceBusy);
    // Resolve, stat, read; stat, create, write, permissions, sync: then the rename.
    let rename = 8;
    disk.fail(rename, rename + 3);
    let mut waited = Vec::new();
    let outcome = save(&disk, &place.file(), NEW, &old(), &mut |time| waited.push(time)).unwrap();
    assert_eq!(outcome, Outcome::Saved(Fingerprint::of(NEW)));
    assert_eq!(waited.len(), 3);

    let place = with_old_file();
    let disk = FaultyDisk::new(ErrorKind::ResourceBusy);
    let mut waited = Duration::ZERO;
    disk.fail(rename, rename + 11);
    let error = save(&disk, &place.file(), NEW, &old(), &mut |time| waited += time).unwrap_err();
    assert_eq!(error.kind(), SaveErrorKind::Held);
    assert_eq!(waited, Duration::from_secs(2));
    assert!(error.to_string().contains("another program holds it"), "{error}");
    assert_eq!(fs::read(place.file()).unwrap(), OLD);
    assert_eq!(place.names(), ["dana.json"]);
}

#[test]
fn a_vanished_folder_is_named() {
    let place = with_old_file();
    let path = place.folder.path().join("gone").join("dana.json");
    let error = save(&Disk, &path, NEW, &old(), &mut no_wait).unwrap_err();
    assert_eq!(error.kind(), SaveErrorKind::NoFolder);
    assert!(error.to_string().contains("gone is not there"), "{error}");
}

#[test]
fn a_folder_that_cannot_be_written_to_is_named() {
    for kind in [ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem] {
        let place = with_old_file();
        let disk = FaultyDisk::new(kind);
        let create = 4;
        disk.fail(create, create + 1);
        let error = save(&disk, &place.file(), NEW, &old(), &mut no_wait).unwrap_err();
        assert_eq!(error.kind(), SaveErrorKind::ReadOnlyFolder);
        assert!(error.to_string().contains("nothing can be written in the folder"), "{error}");
        assert_eq!(fs::read(place.file()).unwrap(), OLD);
    }
}

#[test]
fn a_read_only_file_is_left_alone() {
    let place = with_old_file();
    let mut permissions = fs::metadata(place.file()).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(place.file(), permissions).unwrap();
    let error = save(&Disk, &place.file(), NEW, &old(), &mut no_wait).unwrap_err();
    assert_eq!(error.kind(), SaveErrorKind::ReadOnlyFile);
    assert_eq!(fs::read(place.file()).unwrap(), OLD);
}

#[test]
fn a_folder_with_the_name_of_the_file_is_left_alone() {
    let place = with_old_file();
    let error = save(&Disk, place.folder.path(), NEW, &Expected::Anything, &mut no_wait).unwrap_err();
    assert_eq!(error.kind(), SaveErrorKind::NotAFile);
}

#[test]
fn a_map_that_could_not_be_opened_again_is_not_saved() {
    let place = with_old_file();
    let bytes = vec![b' '; limits::FILE_BYTES as usize + 1];
    let error = save(&Disk, &place.file(), &bytes, &old(), &mut no_wait).unwrap_err();
    assert_eq!(error.kind(), SaveErrorKind::TooLarge);
    assert_eq!(fs::read(place.file()).unwrap(), OLD);
}

#[cfg(unix)]
#[test]
fn the_permissions_of_a_file_are_kept() {
    use std::os::unix::fs::PermissionsExt;
    for mode in [0o600, 0o640, 0o664] {
        let place = with_old_file();
        fs::set_permissions(place.file(), fs::Permissions::from_mode(mode)).unwrap();
        saved(&place.file(), &old());
        assert_eq!(fs::metadata(place.file()).unwrap().permissions().mode() & 0o777, mode);
    }
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_stays_one_and_the_file_behind_it_is_replaced() {
    let place = with_old_file();
    let elsewhere = tempfile::tempdir().unwrap();
    let (link, hop) = (elsewhere.path().join("link.json"), elsewhere.path().join("hop.json"));
    std::os::unix::fs::symlink(place.file(), &hop).unwrap();
    std::os::unix::fs::symlink("hop.json", &link).unwrap();
    saved(&link, &old());
    assert_eq!(fs::read(place.file()).unwrap(), NEW);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink() && fs::symlink_metadata(&hop).unwrap().is_symlink());

    fs::remove_file(place.file()).unwrap();
    saved(&link, &old());
    assert_eq!(fs::read(place.file()).unwrap(), NEW, "also where the link has led nowhere");
}

#[test]
fn a_huge_file_is_refused_by_its_size_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("huge.json");
    fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    let disk = FaultyDisk::new(ErrorKind::Other);
    let error = open(&disk, &path).unwrap_err();
    assert!(error.to_string().contains("larger than 64 MiB"), "{error}");
    assert_eq!(disk.bytes_read(), 0);
}

#[test]
fn what_is_no_file_or_not_there_is_said_so() {
    let folder = tempfile::tempdir().unwrap();
    let missing = open(&Disk, &folder.path().join("none.json")).unwrap_err();
    assert!(missing.is_missing() && missing.to_string().contains("none.json: There is no such file"), "{missing}");
    let error = open(&Disk, folder.path()).unwrap_err();
    assert!(!error.is_missing() && error.to_string().contains("This is no file"), "{error}");
}

//! Saving what is made while it is written, on disks that fail.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::time::Duration;

use empathy_map::file::{Disk, Fs, MakeError, SaveErrorKind, save_made};

use super::Place;
use crate::support::faults::FaultyDisk;

const OLD: &[u8] = b"the old picture";

fn no_wait(_: Duration) {
    panic!("nobody holds the file")
}

fn with_old_file() -> Place {
    Place::with("dana.png", OLD)
}

fn holds(place: &Place, bytes: &[u8]) -> bool {
    place.names() == ["dana.png"] && fs::read(place.file()).unwrap() == bytes
}

/// A thousand pieces, larger together than what is kept in memory.
fn pieces() -> Vec<Vec<u8>> {
    (0..1000_u32).map(|number| number.to_be_bytes().repeat(256)).collect()
}

fn make(out: &mut dyn Write) -> io::Result<usize> {
    pieces().iter().try_for_each(|piece| out.write_all(piece))?;
    Ok(pieces().len())
}

fn save(fs: &dyn Fs, path: &Path) -> Result<usize, MakeError<io::Error>> {
    save_made(fs, path, &mut no_wait, make)
}

#[test]
fn a_file_of_any_size_replaces_the_old_one() {
    let place = with_old_file();
    assert_eq!(save(&Disk, &place.file()).unwrap(), 1000);
    assert!(holds(&place, &pieces().concat()));
    let elsewhere = place.folder.path().join("new.png");
    save(&Disk, &elsewhere).unwrap();
    assert_eq!(fs::read(elsewhere).unwrap(), pieces().concat());
}

#[test]
fn whatever_fails_the_old_file_or_the_new_one_is_there_whole() {
    let place = with_old_file();
    let disk = FaultyDisk::new(ErrorKind::StorageFull);
    save(&disk, &place.file()).unwrap();
    let calls = disk.calls();
    assert!(calls > 8, "several writes are among them");
    for failing in 0..calls {
        let place = with_old_file();
        let disk = FaultyDisk::new(ErrorKind::StorageFull);
        disk.fail(failing, failing + 1);
        match save(&disk, &place.file()) {
            Ok(_) => assert!(holds(&place, &pieces().concat()), "call {failing}"),
            Err(MakeError::Save(error)) => {
                assert!(holds(&place, OLD), "call {failing}");
                assert_eq!(error.kind(), SaveErrorKind::DiskFull, "call {failing}");
                assert!(error.to_string().contains("the disk is full"));
            }
            Err(MakeError::Make(error)) => panic!("call {failing}: the disk failed, not the maker: {error}"),
        }
    }
}

#[test]
fn what_is_given_up_leaves_nothing_behind() {
    let place = with_old_file();
    let given_up = |out: &mut dyn Write| {
        make(out).map_err(|error| error.to_string())?;
        Err::<(), _>("given up".to_owned())
    };
    let outcome = save_made(&Disk, &place.file(), &mut no_wait, given_up);
    assert!(matches!(outcome, Err(MakeError::Make(reason)) if reason == "given up"));
    assert!(holds(&place, OLD));
}

#[test]
fn a_folder_is_not_replaced() {
    let place = with_old_file();
    let outcome = save(&Disk, place.folder.path());
    assert!(matches!(outcome, Err(MakeError::Save(error)) if error.kind() == SaveErrorKind::NotAFile));
}

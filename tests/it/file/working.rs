//! Working copies: what a crash leaves behind, and what comes back.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;

use empathy_map::file::working::{Header, Health, Record, RecordKind, WorkingCopy, abandoned, discard, recover};
use empathy_map::file::{Disk, Fingerprint, Fs};
use proptest::prelude::*;

use crate::support::faults::FaultyDisk;

fn header() -> Header {
    Header {
        path: Some(PathBuf::from("/maps/dana.json")),
        title: "Dana".into(),
        fingerprint: Some(Fingerprint::of(b"dana")),
        opened: "2026-11-21T18:00:00Z".into(),
        unsaved_edits: 0,
    }
}

fn edit(text: &str) -> Record {
    let kind = match text.as_bytes().first() {
        Some(b'+') => RecordKind::Continues,
        Some(b'<') => RecordKind::Others,
        _ => RecordKind::Begins,
    };
    Record { kind, update: text.as_bytes().to_vec() }
}

fn begin(fs: impl Fs + 'static, state: &Path, key: &str) -> WorkingCopy {
    WorkingCopy::create(Arc::new(fs), state, key, header(), b"snapshot", || ()).unwrap()
}

fn journal(state: &Path, key: &str) -> PathBuf {
    state.join("working").join(key).join("journal")
}

/// A copy with these edits whose process died.
fn crashed(state: &Path, key: &str, edits: &[&str]) {
    let copy = begin(Disk, state, key);
    for text in edits {
        copy.append(edit(text));
    }
}

#[test]
fn after_a_crash_every_edit_comes_back_in_order() {
    let state = tempfile::tempdir().unwrap();
    crashed(state.path(), "a", &["one", "+two", "three"]);

    let found = abandoned(&Disk, state.path());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].edits, 3);
    assert_eq!(found[0].header, Header { unsaved_edits: 3, ..header() });
    assert!(found[0].changed.is_some());

    let back = recover(Arc::new(Disk), &found[0].folder, || ()).unwrap();
    assert_eq!(back.snapshot, b"snapshot");
    assert_eq!(back.records, ["one", "+two", "three"].map(edit));
    assert_eq!(back.cut_bytes, 0);
}

#[test]
fn what_was_flushed_is_on_the_disk_though_the_window_is_still_open() {
    let state = tempfile::tempdir().unwrap();
    let copy = begin(Disk, state.path(), "a");
    copy.append(edit("one"));
    copy.flush().unwrap();
    // What somebody finds who pulls the plug now.
    let found = state.path().join("working").join("b");
    fs::create_dir(&found).unwrap();
    fs::copy(journal(state.path(), "a"), found.join("journal")).unwrap();
    assert_eq!(recover(Arc::new(Disk), &found, || ()).unwrap().records, [edit("one")]);
}

#[test]
fn a_recovered_copy_goes_on_where_it_was() {
    let state = tempfile::tempdir().unwrap();
    crashed(state.path(), "a", &["one"]);
    let folder = abandoned(&Disk, state.path())[0].folder.clone();
    let back = recover(Arc::new(Disk), &folder, || ()).unwrap();
    back.copy.append(edit("two"));
    drop(back);
    let back = recover(Arc::new(Disk), &folder, || ()).unwrap();
    assert_eq!(back.records, ["one", "two"].map(edit));
    assert_eq!(back.header.unsaved_edits, 2);
}

#[test]
fn the_copy_of_a_window_that_is_open_is_not_offered() {
    let state = tempfile::tempdir().unwrap();
    let copy = begin(Disk, state.path(), "a");
    assert!(abandoned(&Disk, state.path()).is_empty());
    let folder = state.path().join("working").join("a");
    assert!(recover(Arc::new(Disk), &folder, || ()).is_err());
    assert!(discard(&Disk, &folder).is_err());
    drop(copy);
    assert_eq!(abandoned(&Disk, state.path()).len(), 1);
}

#[test]
fn a_copy_never_takes_the_place_of_another() {
    let state = tempfile::tempdir().unwrap();
    crashed(state.path(), "a", &["one"]);
    let second = WorkingCopy::create(Arc::new(Disk), state.path(), "a", header(), b"other", || ());
    let error = second.unwrap_err().to_string();
    assert!(error.contains("cannot be used") && error.contains("Save your maps often"), "{error}");
    assert_eq!(abandoned(&Disk, state.path())[0].edits, 1);
}

#[test]
fn closing_a_saved_map_and_discarding_a_crashed_one_leave_nothing() {
    let state = tempfile::tempdir().unwrap();
    let copy = begin(Disk, state.path(), "a");
    copy.append(edit("one"));
    copy.close().unwrap();
    crashed(state.path(), "b", &["one"]);
    discard(&Disk, &abandoned(&Disk, state.path())[0].folder).unwrap();
    assert_eq!(Disk.list(&state.path().join("working")).unwrap(), Vec::<PathBuf>::new());
}

#[test]
fn the_latest_crash_is_offered_first() {
    let state = tempfile::tempdir().unwrap();
    for (key, seconds) in [("a", 20), ("b", 30), ("c", 10)] {
        crashed(state.path(), key, &[]);
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000 + seconds);
        fs::File::options().append(true).open(journal(state.path(), key)).unwrap().set_modified(time).unwrap();
    }
    let order: Vec<_> = abandoned(&Disk, state.path()).iter().map(|found| found.folder.clone()).collect();
    assert_eq!(order, ["b", "a", "c"].map(|key| state.path().join("working").join(key)));
}

#[test]
fn a_save_is_noted_so_that_only_later_edits_count_as_unsaved() {
    let state = tempfile::tempdir().unwrap();
    let copy = begin(Disk, state.path(), "a");
    copy.append(edit("one"));
    let saved = Header { title: "Dana again".into(), fingerprint: Some(Fingerprint::of(b"new")), ..header() };
    copy.set_header(saved.clone());
    copy.append(edit("two"));
    copy.flush().unwrap();
    drop(copy);
    let found = &abandoned(&Disk, state.path())[0];
    assert_eq!(found.header, Header { unsaved_edits: 1, ..saved });
    assert_eq!(found.edits, 2);
}

#[test]
fn a_snapshot_takes_the_place_of_the_journal_and_keeps_count() {
    let state = tempfile::tempdir().unwrap();
    let copy = begin(Disk, state.path(), "a");
    copy.append(edit("one"));
    copy.compact(b"snapshot with one".to_vec());
    copy.append(edit("two"));
    drop(copy);
    let found = &abandoned(&Disk, state.path())[0];
    assert_eq!((found.edits, found.header.unsaved_edits), (1, 2));
    let back = recover(Arc::new(Disk), &found.folder, || ()).unwrap();
    assert_eq!(back.snapshot, b"snapshot with one");
    assert_eq!(back.records, [edit("two")]);
}

#[test]
fn a_snapshot_is_asked_for_when_the_journal_has_outgrown_it() {
    let state = tempfile::tempdir().unwrap();
    let copy = begin(Disk, state.path(), "a");
    let large = "x".repeat(600 << 10);
    copy.append(edit(&large));
    copy.flush().unwrap();
    assert!(!copy.wants_snapshot());
    copy.append(edit(&large));
    copy.flush().unwrap();
    assert!(copy.wants_snapshot());
    copy.compact(large.repeat(3).into_bytes());
    copy.append(edit(&large));
    copy.flush().unwrap();
    assert!(!copy.wants_snapshot(), "the snapshot is larger than the journal");
}

#[test]
fn edits_that_gather_while_the_disk_is_busy_go_out_together() {
    let state = tempfile::tempdir().unwrap();
    let disk = FaultyDisk::new(ErrorKind::Other);
    let copy = begin(disk.clone(), state.path(), "a");
    for _ in 0..2000 {
        copy.append(edit("one"));
    }
    copy.flush().unwrap();
    assert!(disk.syncs() < 1000, "{} syncs", disk.syncs());
    drop(copy);
    assert_eq!(abandoned(&Disk, state.path())[0].edits, 2000);
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost_once_there_is_room() {
    let state = tempfile::tempdir().unwrap();
    let disk = FaultyDisk::new(ErrorKind::StorageFull);
    let (sender, told) = channel();
    let copy = WorkingCopy::create(Arc::new(disk.clone()), state.path(), "a", header(), b"snapshot", move || {
        sender.send(()).unwrap();
    })
    .unwrap();
    copy.append(edit("one"));
    copy.flush().unwrap();
    assert_eq!(copy.health(), Health::Safe);

    disk.fail_from_now();
    copy.append(edit("two"));
    let error = copy.flush().unwrap_err();
    assert!(error.contains("the disk is full. Save the map"), "{error}");
    assert_eq!(copy.health(), Health::Failing(error));
    told.recv().unwrap();
    copy.append(edit("three"));
    copy.compact(b"a snapshot that cannot be written".to_vec());
    assert!(copy.flush().is_err());

    disk.recover();
    copy.append(edit("four"));
    copy.flush().unwrap();
    told.recv().unwrap();
    assert_eq!(copy.health(), Health::Safe);
    drop(copy);
    let folder = state.path().join("working").join("a");
    let back = recover(Arc::new(Disk), &folder, || ()).unwrap();
    assert_eq!(back.records, ["one", "two", "three", "four"].map(edit));
    assert_eq!(back.cut_bytes, 0);
}

#[test]
fn whichever_call_to_the_disk_fails_what_was_flushed_comes_back() {
    for failing in 0..25 {
        let state = tempfile::tempdir().unwrap();
        let disk = FaultyDisk::new(ErrorKind::Other);
        disk.fail(failing, failing + 1);
        let begun = WorkingCopy::create(Arc::new(disk), state.path(), "a", header(), b"snapshot", || ());
        let Ok(copy) = begun else { continue };
        for text in ["one", "two"] {
            copy.append(edit(text));
            // The call after the one that failed tries again.
            let _ = copy.flush();
        }
        copy.compact(b"one and two".to_vec());
        copy.append(edit("three"));
        let _ = copy.flush();
        copy.append(edit("four"));
        copy.flush().unwrap_or_else(|error| panic!("call {failing}: {error}"));
        drop(copy);
        let back = recover(Arc::new(Disk), &state.path().join("working").join("a"), || ()).unwrap();
        let texts: Vec<_> = back.records.iter().map(|record| record.update.as_slice()).collect();
        match back.snapshot.as_slice() {
            b"one and two" => assert_eq!(texts, [&b"three"[..], b"four"], "call {failing}"),
            _ => assert_eq!(texts, [&b"one"[..], b"two", b"three", b"four"], "call {failing}"),
        }
    }
}

#[test]
fn a_journal_cut_off_anywhere_gives_back_the_edits_before_the_cut() {
    let state = tempfile::tempdir().unwrap();
    crashed(state.path(), "a", &["one", "+two", "three"]);
    let path = journal(state.path(), "a");
    let whole = fs::read(&path).unwrap();
    let mut last = usize::MAX;
    for length in (0..whole.len()).rev() {
        fs::write(&path, &whole[..length]).unwrap();
        let Some(found) = abandoned(&Disk, state.path()).pop() else {
            assert!(!path.exists(), "what is beyond reading is put aside");
            assert!(state.path().join("working/a.broken/journal").exists());
            assert_eq!(last, 0, "only when not even the snapshot is whole");
            return;
        };
        assert!(found.edits <= last.min(2));
        last = found.edits;
        let back = recover(Arc::new(Disk), &found.folder, || ()).unwrap();
        assert_eq!(
            back.records,
            ["one", "+two", "three"][..found.edits].iter().map(|text| edit(text)).collect::<Vec<_>>()
        );
        assert_eq!(back.snapshot, b"snapshot");
    }
    panic!("a journal without a snapshot was read");
}

#[test]
fn a_torn_tail_is_told_and_gone_after_the_next_edit() {
    let state = tempfile::tempdir().unwrap();
    crashed(state.path(), "a", &["one", "two"]);
    let path = journal(state.path(), "a");
    let mut bytes = fs::read(&path).unwrap();
    bytes.truncate(bytes.len() - 1);
    fs::write(&path, &bytes).unwrap();
    let folder = state.path().join("working").join("a");
    let back = recover(Arc::new(Disk), &folder, || ()).unwrap();
    assert_eq!(back.records, [edit("one")]);
    assert_eq!(back.cut_bytes, 11, "nine bytes of frame and two of “two”");
    back.copy.append(edit("three"));
    drop(back);
    let back = recover(Arc::new(Disk), &folder, || ()).unwrap();
    assert_eq!(back.records, ["one", "three"].map(edit));
    assert_eq!(back.cut_bytes, 0);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_a_working_copy() {
    use std::os::unix::fs::PermissionsExt;
    let state = tempfile::tempdir().unwrap();
    let copy = begin(Disk, &state.path().join("empathy-map"), "a");
    copy.compact(b"new".to_vec());
    copy.flush().unwrap();
    let folder = state.path().join("empathy-map/working/a");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(folder.parent().unwrap()), 0o700);
    for file in ["journal", "lock"] {
        assert_eq!(mode(&folder.join(file)), 0o600, "{file}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_journal_damaged_anywhere_gives_back_only_edits_that_were_made(
        at in any::<prop::sample::Index>(), byte: u8,
    ) {
        let state = tempfile::tempdir().unwrap();
        crashed(state.path(), "a", &["one", "+two", "three", "four"]);
        let path = journal(state.path(), "a");
        let mut bytes = fs::read(&path).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= byte;
        fs::write(&path, &bytes).unwrap();
        let made = ["one", "+two", "three", "four"].map(edit);
        if let Some(found) = abandoned(&Disk, state.path()).pop() {
            let back = recover(Arc::new(Disk), &found.folder, || ()).unwrap();
            prop_assert!(made.starts_with(&back.records));
            prop_assert!(byte == 0 || back.cut_bytes > 0);
        }
    }
}

//! What this machine remembers: recent maps and settings.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use empathy_map::file::{
    Depth, Disk, ExportChoices, RECENT_FILES, RecentFile, ReducedMotion, Settings, Theme, Wheel, forget_file,
    recent_files, remember_file,
};

use crate::support::faults::FaultyDisk;

fn recent(path: impl Into<PathBuf>, title: &str) -> RecentFile {
    RecentFile { path: path.into(), title: title.into(), opened: "2026-11-21T18:00:00Z".into(), is_missing: false }
}

fn titles(state: &Path) -> Vec<String> {
    recent_files(&Disk, state).into_iter().map(|file| file.title).collect()
}

#[test]
fn the_map_opened_last_stands_first_and_once() {
    let state = tempfile::tempdir().unwrap();
    let state = &state.path().join("not there yet");
    assert!(recent_files(&Disk, state).is_empty());
    for (path, title) in [("/a", "A"), ("/b", "B"), ("/a", "A again")] {
        remember_file(&Disk, state, recent(path, title)).unwrap();
    }
    assert_eq!(titles(state), ["A again", "B"]);
    forget_file(&Disk, state, Path::new("/a")).unwrap();
    assert_eq!(titles(state), ["B"]);
}

#[test]
fn no_more_than_twenty_maps_are_remembered() {
    let state = tempfile::tempdir().unwrap();
    for number in 0..25 {
        remember_file(&Disk, state.path(), recent(format!("/{number}"), &number.to_string())).unwrap();
    }
    let titles = titles(state.path());
    assert_eq!((titles.len(), titles[0].as_str(), titles[19].as_str()), (RECENT_FILES, "24", "5"));
}

#[test]
fn a_map_that_is_gone_is_shown_as_missing() {
    let state = tempfile::tempdir().unwrap();
    let here = state.path().join("here.json");
    fs::write(&here, "").unwrap();
    remember_file(&Disk, state.path(), recent(&here, "Here")).unwrap();
    remember_file(&Disk, state.path(), recent(state.path().join("gone.json"), "Gone")).unwrap();
    let missing: Vec<_> = recent_files(&Disk, state.path()).iter().map(|file| file.is_missing).collect();
    assert_eq!(missing, [true, false]);
}

#[test]
fn a_broken_list_is_put_aside_and_a_new_one_begun() {
    let state = tempfile::tempdir().unwrap();
    let path = state.path().join("recent.json");
    fs::write(&path, "[{\"path\": 7").unwrap();
    assert!(recent_files(&Disk, state.path()).is_empty());
    assert_eq!(fs::read(state.path().join("recent.json.broken")).unwrap(), b"[{\"path\": 7");
    remember_file(&Disk, state.path(), recent("/a", "A")).unwrap();
    assert_eq!(titles(state.path()), ["A"]);
}

#[test]
fn settings_come_back_as_they_were_set() {
    let config = tempfile::tempdir().unwrap();
    assert_eq!(Settings::load(&Disk, config.path()), Settings::default());
    let set = Settings {
        theme: Theme::Dark,
        font_scale_percent: 150,
        reduced_motion: ReducedMotion::On,
        wheel: Wheel::Zoom,
        depth: Depth::Research,
        author: "Ana".into(),
        export: ExportChoices { format: "png".into(), width: 1234, ..ExportChoices::default() },
    };
    set.store(&Disk, config.path()).unwrap();
    assert_eq!(Settings::load(&Disk, config.path()), set);
}

#[test]
fn settings_of_another_version_are_taken_as_far_as_they_go() {
    let config = tempfile::tempdir().unwrap();
    fs::write(config.path().join("settings.json"), r#"{"author": "Ana", "font_scale_percent": 900, "sound": true}"#)
        .unwrap();
    let settings = Settings::load(&Disk, config.path());
    assert_eq!(settings, Settings { author: "Ana".into(), font_scale_percent: 200, ..Settings::default() });
}

#[test]
fn broken_settings_are_put_aside_and_the_usual_ones_taken() {
    let config = tempfile::tempdir().unwrap();
    for broken in ["", "{\"theme\": \"plaid\"}", "\0\0\0"] {
        fs::write(config.path().join("settings.json"), broken).unwrap();
        assert_eq!(Settings::load(&Disk, config.path()), Settings::default());
        assert_eq!(fs::read_to_string(config.path().join("settings.json.broken")).unwrap(), broken);
    }
}

#[test]
fn settings_that_cannot_be_written_are_told_and_leave_the_old_ones() {
    let config = tempfile::tempdir().unwrap();
    Settings { author: "Ana".into(), ..Settings::default() }.store(&Disk, config.path()).unwrap();
    let disk = FaultyDisk::new(ErrorKind::StorageFull);
    disk.fail_from_now();
    assert!(Settings::default().store(&disk, config.path()).is_err());
    assert_eq!(Settings::load(&Disk, config.path()).author, "Ana");
}

//! What a person has said no to is remembered on this machine, map by map.

use empathy_map::file::{Disk, Dismissed, Proposal, change_dismissed, dismissed};
use empathy_map::model::{MapId, NoteId};

fn id(text: &str) -> NoteId {
    NoteId::new(text)
}

#[test]
fn what_was_dismissed_on_a_map_is_remembered_for_that_map_alone() {
    let state = tempfile::tempdir().unwrap();
    let (dana, marek) = (MapId::new("dana"), MapId::new("marek"));
    assert!(dismissed(&Disk, state.path(), &dana).is_empty());
    let proposals = Dismissed::from([
        Proposal::DraftNeed(id("n1")),
        Proposal::tension(&id("n2"), &id("n1")),
        Proposal::same(&id("n3"), &id("n4")),
        Proposal::theme(&[id("n9"), id("n2")]),
        Proposal::Home(id("n5")),
    ]);
    let all = change_dismissed(&Disk, state.path(), &dana, |known| known.extend(proposals.clone())).unwrap();
    assert_eq!(all, proposals);
    assert_eq!(dismissed(&Disk, state.path(), &dana), proposals);
    assert!(dismissed(&Disk, state.path(), &marek).is_empty());
    change_dismissed(&Disk, state.path(), &dana, Dismissed::clear).unwrap();
    assert!(dismissed(&Disk, state.path(), &dana).is_empty());
}

#[test]
fn a_pair_and_a_group_are_the_same_in_whatever_order_they_come() {
    assert_eq!(Proposal::tension(&id("a"), &id("b")), Proposal::tension(&id("b"), &id("a")));
    assert_eq!(Proposal::same(&id("a"), &id("b")), Proposal::same(&id("b"), &id("a")));
    assert_eq!(Proposal::theme(&[id("a"), id("b")]), Proposal::theme(&[id("b"), id("a")]));
}

#[test]
fn the_list_never_grows_so_large_that_it_could_not_be_read_again() {
    let state = tempfile::tempdir().unwrap();
    let many: Dismissed = (0..4000).map(|number| Proposal::DraftNeed(id(&format!("note {number:020}")))).collect();
    for number in 0..8 {
        let map = MapId::new(format!("map {number}"));
        change_dismissed(&Disk, state.path(), &map, |known| known.extend(many.clone())).unwrap();
    }
    assert_eq!(dismissed(&Disk, state.path(), &MapId::new("map 7")), many);
    assert!(dismissed(&Disk, state.path(), &MapId::new("map 0")).is_empty());
    let kept = std::fs::metadata(state.path().join("dismissed.json")).unwrap().len();
    assert!(kept < 1 << 20, "{kept} bytes");
}

#[test]
fn two_windows_on_one_map_keep_what_each_dismissed() {
    let state = tempfile::tempdir().unwrap();
    let dana = MapId::new("dana");
    for note in ["n1", "n2"] {
        change_dismissed(&Disk, state.path(), &dana, |known| {
            known.insert(Proposal::DraftNeed(id(note)));
        })
        .unwrap();
    }
    assert_eq!(dismissed(&Disk, state.path(), &dana).len(), 2);
}

#[test]
fn a_map_with_very_much_dismissed_is_remembered_all_the_same() {
    let state = tempfile::tempdir().unwrap();
    let many: Dismissed = (0..9000).map(|number| Proposal::DraftNeed(id(&format!("note {number:020}")))).collect();
    change_dismissed(&Disk, state.path(), &MapId::new("dana"), |known| known.extend(many.clone())).unwrap();
    assert_eq!(dismissed(&Disk, state.path(), &MapId::new("dana")), many);
}

//! What holds for any maps.

use std::collections::HashSet;

use empathy_map::merge::{Proposal, Source};
use empathy_map::model::EmpathyMap;
use proptest::prelude::*;

use super::{fresh, merged, proposal};
use crate::support::maps::any_map;

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

fn sources(maps: &[EmpathyMap]) -> Vec<Source> {
    maps.iter().map(|map| Source { name: "map".into(), map: map.clone() }).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

    #[test]
    fn a_map_merged_with_itself_is_the_same_map(map in any_map()) {
        let again = merged(&[map.clone(), map.clone()]).map;
        prop_assert_eq!(again, map);
    }

    #[test]
    fn every_note_of_every_map_is_in_the_result(maps in prop::collection::vec(any_map(), 1..4), joins in any::<bool>()) {
        let mut proposal = proposal(&maps);
        if joins {
            proposal.join_all();
        }
        let map = proposal.apply().unwrap().map;
        prop_assert!(map.check().is_ok());
        prop_assert_eq!(map.notes.len(), proposal.note_count());
        let texts: HashSet<String> = map.notes.iter().map(|note| folded(&note.text)).collect();
        let people: HashSet<&String> = map.notes.iter().flat_map(|note| &note.who).collect();
        let needs: HashSet<&String> = map.needs.iter().map(|need| &need.statement).collect();
        for source in &maps {
            for note in &source.notes {
                prop_assert!(texts.contains(&folded(&note.text)));
                prop_assert!(note.who.iter().all(|name| people.iter().any(|known| folded(known) == folded(name))));
            }
            prop_assert!(source.needs.iter().all(|need| needs.contains(&need.statement)));
        }
        let ids: HashSet<_> = maps.iter().flat_map(|map| map.notes.iter().map(|note| &note.id)).collect();
        prop_assert!(joins || map.notes.len() >= ids.len());
    }

    #[test]
    fn merging_again_changes_nothing_more(one in any_map(), two in any_map()) {
        let once = merged(&[one, two]).map;
        let mut proposal = Proposal::new(&sources(&[once.clone(), once.clone()]), &mut fresh()).unwrap();
        proposal.origins.iter_mut().for_each(|origin| *origin = empathy_map::merge::Origin::Untold);
        prop_assert_eq!(proposal.apply().unwrap().map, once);
        prop_assert!(proposal.collisions().is_empty());
    }

    #[test]
    fn the_same_maps_give_the_same_map(maps in prop::collection::vec(any_map(), 1..3)) {
        prop_assert_eq!(merged(&maps), merged(&maps));
    }
}

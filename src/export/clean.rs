//! A map without what points at people.

use crate::model::{Cause, EmpathyMap, Evidence, Extra};

/// What stands in place of a quote that is not handed on.
pub const HIDDEN_QUOTE: &str = "[quote hidden]";

/// Whether a map that is handed on says what people said in their own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Quotes {
    /// Quotes are read by everybody who gets it.
    #[default]
    Keep,
    /// [`HIDDEN_QUOTE`] stands in their places: whoever knows the person may know the words.
    Hide,
}

/// A copy of the map without authors, votes, sources, comments and the people that notes are about.
///
/// Unknown keys go as well: another program may have put names there, and nobody here can tell.
pub fn clean(map: &EmpathyMap, quotes: Quotes) -> EmpathyMap {
    let mut map = map.clone();
    for note in &mut map.notes {
        note.author.clear();
        note.votes.clear();
        note.source.clear();
        note.who.clear();
        note.extra = Extra::default();
        note.at_extra = Extra::default();
        hide(&mut note.text, note.evidence, quotes);
    }
    map.comments.clear();
    map.extra = Extra::default();
    map.persona.extra = Extra::default();
    map.quadrants.iter_mut().for_each(|quadrant| quadrant.extra = Extra::default());
    map.themes.iter_mut().for_each(|theme| theme.extra = Extra::default());
    map.tensions.iter_mut().for_each(|tension| tension.extra = Extra::default());
    map.motivations.iter_mut().for_each(|motivation| motivation.extra = Extra::default());
    for need in &mut map.needs {
        need.extra = Extra::default();
        need.plan.extra = Extra::default();
        clean_causes(&mut need.causes, quotes);
    }
    map
}

fn clean_causes(causes: &mut [Cause], quotes: Quotes) {
    for cause in causes {
        cause.extra = Extra::default();
        hide(&mut cause.text, cause.evidence, quotes);
        clean_causes(&mut cause.causes, quotes);
    }
}

fn hide(text: &mut String, evidence: Option<Evidence>, quotes: Quotes) {
    if quotes == Quotes::Hide && evidence == Some(Evidence::Quote) {
        HIDDEN_QUOTE.clone_into(text);
    }
}

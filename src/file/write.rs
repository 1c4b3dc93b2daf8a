//! Writing a map as JSON: one fixed style, so that the same map is always the same bytes and a change is a short diff.

mod items;
mod layout;

use crate::model::EmpathyMap;

/// The bytes of a map file: `parse` reads them back to an equal map, and writing that gives the same bytes.
pub fn write(map: &EmpathyMap) -> String {
    items::map(map)
}

//! Places that are filled once: what a file says a second time is not taken, and the caller can tell so.

/// Fills an empty text. Whether it was empty.
pub(super) fn set(place: &mut String, text: &str) -> bool {
    let is_free = place.is_empty();
    if is_free {
        text.clone_into(place);
    }
    is_free
}

/// Fills a place that has no value with one, if there is one. Whether it did.
pub(super) fn put<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let is_new = place.is_none() && value.is_some();
    if is_new {
        *place = value;
    }
    is_new
}

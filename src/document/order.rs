//! Order keys: strings that sort like the items, with room for a new one between any two.
//!
//! A key is a head, a whole number of seven digits to base 62, and a tail, a fraction without a final zero. Items that are
//! added one after another count the head up, so that ten thousand of them keep keys of seven letters.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const HEAD: usize = 7;
const HEADS: u64 = 62u64.pow(HEAD as u32);
const MIDDLE: u64 = HEADS / 2;

/// A list whose keys grow beyond this is numbered anew.
pub(super) const LONGEST: usize = 64;

fn digit(byte: u8) -> Option<u64> {
    DIGITS.binary_search(&byte).ok().map(|at| at as u64)
}

/// The head and the digits of the tail; `None` for what is no key of ours.
fn parse(key: &str) -> Option<(u64, Vec<u64>)> {
    let bytes = key.as_bytes();
    if bytes.len() < HEAD || bytes.len() > LONGEST {
        return None;
    }
    let digits: Vec<u64> = bytes.iter().map(|&byte| digit(byte)).collect::<Option<_>>()?;
    let head = digits[..HEAD].iter().fold(0, |head, digit| head * 62 + digit);
    let tail = digits[HEAD..].to_vec();
    (tail.last() != Some(&0)).then_some((head, tail))
}

fn write(head: u64, tail: &[u64]) -> String {
    let mut key = vec![b'0'; HEAD];
    let mut rest = head;
    for place in key.iter_mut().rev() {
        *place = DIGITS[(rest % 62) as usize];
        rest /= 62;
    }
    key.extend(tail.iter().map(|&digit| DIGITS[digit as usize]));
    key.iter().map(|&byte| char::from(byte)).collect()
}

/// A fraction between two others, by their digits after the point; `None` above is one.
fn middle(low: &[u64], high: Option<&[u64]>) -> Vec<u64> {
    let mut tail = Vec::new();
    let mut high = high;
    for at in 0.. {
        let floor = low.get(at).copied().unwrap_or(0);
        let ceiling = high.map_or(62, |high| high.get(at).copied().unwrap_or(0));
        if ceiling > floor + 1 {
            tail.push((floor + ceiling) / 2);
            break;
        }
        tail.push(floor);
        if ceiling > floor {
            high = None;
        }
    }
    tail
}

/// The key of the item at `index` in a list that is numbered from scratch.
pub(super) fn nth(index: usize) -> String {
    write(MIDDLE + index as u64, &[])
}

/// A key between two others, where `None` is the end of the list on that side. `None` when there is no room: the keys are
/// equal, in the wrong order, too long or not ours.
pub(super) fn between(low: Option<&str>, high: Option<&str>) -> Option<String> {
    let key = match (low, high) {
        (None, None) => nth(0),
        (Some(low), None) => {
            let (head, tail) = parse(low)?;
            if head + 1 < HEADS { write(head + 1, &[]) } else { write(head, &middle(&tail, None)) }
        }
        (None, Some(high)) => {
            let (head, tail) = parse(high)?;
            match head.checked_sub(1) {
                Some(head) => write(head, &[]),
                None if tail.is_empty() => return None,
                None => write(0, &middle(&[], Some(&tail))),
            }
        }
        (Some(low), Some(high)) => {
            let ((low_head, low_tail), (high_head, high_tail)) = (parse(low)?, parse(high)?);
            if (low_head, &low_tail) >= (high_head, &high_tail) {
                return None;
            }
            if high_head > low_head + 1 {
                write((low_head + high_head) / 2, &[])
            } else if high_head > low_head {
                write(low_head, &middle(&low_tail, None))
            } else {
                write(low_head, &middle(&low_tail, Some(&high_tail)))
            }
        }
    };
    (key.len() <= LONGEST).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keys_that_are_equal_or_foreign_leave_no_room() {
        let key = nth(3);
        assert_eq!(between(Some(&key), Some(&key)), None);
        assert_eq!(between(Some("ä"), None), None);
        assert_eq!(between(Some(&nth(4)), Some(&key)), None);
    }

    #[test]
    fn ten_thousand_items_one_after_another_keep_short_keys() {
        let mut last = nth(0);
        for _ in 0..10_000 {
            let next = between(Some(&last), None).unwrap();
            assert!(next > last && next.len() == HEAD);
            last = next;
        }
    }

    proptest! {
        #[test]
        fn a_key_lies_between_its_neighbours_however_often_one_inserts(places in prop::collection::vec(0usize..1000, 1..120)) {
            let mut keys = vec![nth(0)];
            for place in places {
                let at = place % (keys.len() + 1);
                let low = at.checked_sub(1).map(|at| keys[at].clone());
                if let Some(key) = between(low.as_deref(), keys.get(at).map(String::as_str)) {
                    keys.insert(at, key);
                }
                prop_assert!(keys.is_sorted_by(|a, b| a < b));
            }
        }
    }
}

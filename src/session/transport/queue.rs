//! What waits for a reader: edits in order, the newest presence behind them.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::session::Lane;
use crate::session::limits::QUEUE_BYTES;

/// More waits for a reader than is kept for it: it has to be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overflow;

/// The messages that wait for one reader.
#[derive(Default)]
pub struct Queue {
    edits: VecDeque<Arc<[u8]>>,
    edit_bytes: usize,
    presence: Option<Arc<[u8]>>,
}

impl Queue {
    /// Lets a message wait. Presence takes the place of older presence; edits are never left out.
    ///
    /// # Errors
    /// When more than [`QUEUE_BYTES`] of edits wait; a message that waits alone may be larger, as the first sync is.
    pub fn push(&mut self, bytes: Arc<[u8]>, lane: Lane) -> Result<(), Overflow> {
        match lane {
            Lane::Edits => {
                if !self.edits.is_empty() && self.edit_bytes + bytes.len() > QUEUE_BYTES {
                    return Err(Overflow);
                }
                self.edit_bytes += bytes.len();
                self.edits.push_back(bytes);
            }
            Lane::Presence => self.presence = Some(bytes),
        }
        Ok(())
    }

    /// The next message to be sent.
    pub fn pop(&mut self) -> Option<Arc<[u8]>> {
        let Some(bytes) = self.edits.pop_front() else { return self.presence.take() };
        self.edit_bytes -= bytes.len();
        Some(bytes)
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str) -> Arc<[u8]> {
        text.as_bytes().into()
    }

    #[test]
    fn edits_come_in_order_and_before_presence() {
        let mut queue = Queue::default();
        queue.push(bytes("one"), Lane::Edits).unwrap();
        queue.push(bytes("cursor"), Lane::Presence).unwrap();
        queue.push(bytes("two"), Lane::Edits).unwrap();
        let sent: Vec<_> = std::iter::from_fn(|| queue.pop()).collect();
        assert_eq!(sent, [bytes("one"), bytes("two"), bytes("cursor")]);
    }

    #[test]
    fn of_the_presences_that_wait_the_last_is_kept() {
        let mut queue = Queue::default();
        queue.push(bytes("here"), Lane::Presence).unwrap();
        queue.push(bytes("there"), Lane::Presence).unwrap();
        assert_eq!(queue.pop(), Some(bytes("there")));
        assert_eq!(queue.pop(), None);
    }

    #[test]
    fn a_reader_that_takes_nothing_overflows_by_edits_alone() {
        let mut queue = Queue::default();
        let large: Arc<[u8]> = vec![0; QUEUE_BYTES / 4].into();
        for _ in 0..4 {
            assert_eq!(queue.push(Arc::clone(&large), Lane::Edits), Ok(()));
        }
        assert_eq!(queue.push(bytes("one more"), Lane::Edits), Err(Overflow));
        for _ in 0..10_000 {
            assert_eq!(queue.push(Arc::clone(&large), Lane::Presence), Ok(()));
        }
        queue.pop();
        assert_eq!(queue.push(bytes("one more"), Lane::Edits), Ok(()));
    }

    #[test]
    fn the_first_sync_may_be_larger_than_what_may_wait() {
        let mut queue = Queue::default();
        assert_eq!(queue.push(vec![0; 2 * QUEUE_BYTES].into(), Lane::Edits), Ok(()));
    }
}

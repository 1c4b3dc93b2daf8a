//! Numbers and texts off the front of an update, each within what a document can hold.

use crate::session::wire::{Malformed, Reader};

use super::Refused;

/// Clocks end here, although the format has one bit more: the decoder subtracts them as signed numbers.
pub(super) const LAST_CLOCK: u32 = i32::MAX as u32;

/// JavaScript's largest whole number; Yjs keeps client ids within.
const LAST_CLIENT: u64 = (1 << 53) - 1;

/// The bytes of an update that were not looked at yet.
pub(super) struct Bytes<'a>(Reader<'a>);

impl From<Malformed> for Refused {
    fn from(_: Malformed) -> Self {
        Self::Malformed("it is cut, or no text")
    }
}

impl<'a> Bytes<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(Reader(bytes))
    }

    /// How many are left.
    pub fn left(&self) -> usize {
        self.0.0.len()
    }

    pub fn byte(&mut self) -> Result<u8, Refused> {
        Ok(self.0.bytes(1)?[0])
    }

    /// Passes over so many bytes.
    pub fn skip(&mut self, len: u64) -> Result<(), Refused> {
        self.0.bytes(len)?;
        Ok(())
    }

    /// A number, written as short as it can be: the decoder reads others in ways of its own.
    pub fn number(&mut self) -> Result<u64, Refused> {
        let before = self.0.0;
        let number = self.0.number()?;
        match before[..before.len() - self.0.0.len()] {
            [.., _, 0] => Err(Refused::Malformed("a number is longer than it must be")),
            _ => Ok(number),
        }
    }

    /// How many things follow. Each takes a byte at least.
    pub fn count(&mut self) -> Result<u64, Refused> {
        let count = self.number()?;
        match count <= self.0.0.len() as u64 {
            true => Ok(count),
            false => Err(Refused::Malformed("it counts more than it has")),
        }
    }

    pub fn client(&mut self) -> Result<u64, Refused> {
        let client = self.number()?;
        if client <= LAST_CLIENT { Ok(client) } else { Err(Refused::Malformed("no client has such a number")) }
    }

    pub fn clock(&mut self) -> Result<u32, Refused> {
        let number = u32::try_from(self.number()?).ok();
        number.filter(|&clock| clock <= LAST_CLOCK).ok_or(Refused::Malformed("a clock is too far in the future"))
    }

    /// A number of clocks; none is none.
    pub fn length(&mut self) -> Result<u32, Refused> {
        match self.clock()? {
            0 => Err(Refused::Malformed("something is empty")),
            length => Ok(length),
        }
    }

    pub fn text(&mut self) -> Result<&'a str, Refused> {
        Ok(self.0.string()?)
    }

    /// Nothing may be left.
    pub fn end(&self) -> Result<(), Refused> {
        self.0.end().map_err(|_| Refused::Malformed("something follows after its end"))
    }
}

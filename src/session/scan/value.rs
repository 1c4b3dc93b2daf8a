//! Values as JSON has them, passed over without recursion.

use crate::session::limits::VALUE_DEPTH;

use super::Refused;
use super::bytes::Bytes;

/// The bits of a whole number's first byte: another byte follows; the rest but the sign are the number.
const MORE: u8 = 0x80;

/// Bytes of a whole number at most: 53 bits.
const INTEGER_BYTES: usize = 8;

/// A list or an object that is not at its end.
struct Open {
    left: u64,
    has_keys: bool,
}

/// Passes over one value.
pub(super) fn skip(bytes: &mut Bytes<'_>) -> Result<(), Refused> {
    let mut open: Vec<Open> = Vec::new();
    loop {
        match bytes.byte()? {
            // Undefined, null, false, true.
            127 | 126 | 121 | 120 => {}
            125 => skip_integer(bytes)?,
            124 => bytes.skip(4)?,
            123 | 122 => bytes.skip(8)?,
            119 => drop(bytes.text()?),
            kind @ (118 | 117) => {
                if open.len() == VALUE_DEPTH {
                    return Err(Refused::Malformed("values are nested too deep"));
                }
                open.push(Open { left: bytes.count()?, has_keys: kind == 118 });
            }
            _ => return Err(Refused::Malformed("no map holds such a value")),
        }
        loop {
            let Some(last) = open.last_mut() else { return Ok(()) };
            if last.left > 0 {
                last.left -= 1;
                if last.has_keys {
                    bytes.text()?;
                }
                break;
            }
            open.pop();
        }
    }
}

fn skip_integer(bytes: &mut Bytes<'_>) -> Result<(), Refused> {
    for _ in 0..INTEGER_BYTES {
        if bytes.byte()? & MORE == 0 {
            return Ok(());
        }
    }
    Err(Refused::Malformed("a number is too large"))
}

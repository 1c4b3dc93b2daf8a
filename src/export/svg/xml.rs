//! Well-formed XML with the few elements that a picture needs, and nothing that a viewer would run or fetch.

use std::fmt::Write;

use epaint::Color32;

/// The elements that may stand in a picture. There is no other way to write one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    Svg,
    Title,
    Metadata,
    /// The map file, in a namespace of its own.
    Map,
    Defs,
    Group,
    Rect,
    Circle,
    Path,
    Text,
    Span,
    Use,
}

impl Element {
    fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Title => "title",
            Self::Metadata => "metadata",
            Self::Map => "em:map",
            Self::Defs => "defs",
            Self::Group => "g",
            Self::Rect => "rect",
            Self::Circle => "circle",
            Self::Path => "path",
            Self::Text => "text",
            Self::Span => "tspan",
            Self::Use => "use",
        }
    }

    /// Whether white space before and after it would be seen.
    fn is_within_text(self) -> bool {
        matches!(self, Self::Span | Self::Map)
    }

    /// Whether elements stand below each other in it.
    fn is_container(self) -> bool {
        matches!(self, Self::Svg | Self::Defs | Self::Group)
    }
}

/// XML under construction.
#[derive(Default)]
pub(super) struct Xml {
    pub out: String,
}

/// The beginning of an element, still open for attributes.
#[must_use]
pub(super) struct Tag<'x> {
    xml: &'x mut Xml,
    element: Element,
}

/// What an attribute can hold.
pub(super) trait Value {
    fn write(&self, out: &mut String);
}

impl Xml {
    /// Begins an element, on a line of its own where that is not seen.
    pub fn start(&mut self, element: Element) -> Tag<'_> {
        if !element.is_within_text() {
            self.out.push('\n');
        }
        self.out.push('<');
        self.out.push_str(element.name());
        Tag { xml: self, element }
    }

    /// Ends an element that was left open.
    pub fn end(&mut self, element: Element) {
        if element.is_container() {
            self.out.push('\n');
        }
        self.out.push_str("</");
        self.out.push_str(element.name());
        self.out.push('>');
    }

    /// Writes text between tags.
    pub fn text(&mut self, text: &str) {
        push_all(&mut self.out, text, means_something, push_escaped);
    }

    /// Writes JSON between tags, so that it is read back to the very same values.
    pub fn json(&mut self, json: &str) {
        push_all(&mut self.out, json, means_something, |out, c| {
            if is_allowed(c) {
                push_escaped(out, c);
            } else {
                // Stands within a string, where JSON has a word for it.
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
        });
    }
}

impl Tag<'_> {
    /// Adds an attribute.
    pub fn with(self, name: &str, value: impl Value) -> Self {
        let out = &mut self.xml.out;
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        value.write(out);
        out.push('"');
        self
    }

    /// Adds an attribute, if it has a value.
    pub fn maybe(self, name: &str, value: Option<impl Value>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// An element with nothing in it.
    pub fn empty(self) {
        self.xml.out.push_str("/>");
    }

    /// An element with this text in it.
    pub fn holding(self, text: &str) {
        let Self { xml, element } = self;
        xml.out.push('>');
        xml.text(text);
        xml.end(element);
    }

    /// An element that is ended later.
    pub fn open(self) {
        self.xml.out.push('>');
    }
}

impl Value for &str {
    fn write(&self, out: &mut String) {
        let is_special = |c| matches!(c, '\n' | '\t' | '\r' | '"') || means_something(c);
        push_all(out, self, is_special, |out, c| match c {
            // A reader takes plain white space in an attribute for a space.
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            '"' => out.push_str("&quot;"),
            c => push_escaped(out, c),
        });
    }
}

impl Value for &String {
    fn write(&self, out: &mut String) {
        self.as_str().write(out);
    }
}

/// A number with at most two decimals, a hundredth of a pixel.
impl Value for f32 {
    fn write(&self, out: &mut String) {
        push_number(out, f64::from(*self), 2);
    }
}

/// Several numbers, separated by spaces.
impl<const N: usize> Value for [f32; N] {
    fn write(&self, out: &mut String) {
        for (index, number) in self.iter().enumerate() {
            if index > 0 {
                out.push(' ');
            }
            number.write(out);
        }
    }
}

/// A colour without its transparency.
impl Value for Color32 {
    fn write(&self, out: &mut String) {
        let _ = write!(out, "#{:02x}{:02x}{:02x}", self.r(), self.g(), self.b());
    }
}

/// A number with at most so many decimals, without zeros at its end.
pub(super) fn push_number(out: &mut String, number: f64, decimals: usize) {
    // A drawing is mostly numbers; as whole ones they are written several times faster.
    let unit = 10_u64.pow(decimals as u32);
    let units = (number * unit as f64).round_ties_even();
    if units < 0.0 {
        out.push('-');
    }
    let units = units.abs() as u64;
    let _ = write!(out, "{}", units / unit);
    let (mut part, mut width) = (units % unit, decimals);
    if part > 0 {
        while part.is_multiple_of(10) {
            (part, width) = (part / 10, width - 1);
        }
        let _ = write!(out, ".{part:0width$}");
    }
}

/// Writes a text, and each special character of it in another way.
fn push_all(out: &mut String, text: &str, is_special: impl Fn(char) -> bool, push: impl Fn(&mut String, char)) {
    let mut written = 0;
    for (at, special) in text.match_indices(is_special) {
        out.push_str(&text[written..at]);
        special.chars().for_each(|c| push(out, c));
        written = at + special.len();
    }
    out.push_str(&text[written..]);
}

/// Whether a character is not written as it is.
fn means_something(c: char) -> bool {
    matches!(c, '&' | '<' | '>') || !is_allowed(c)
}

fn push_escaped(out: &mut String, c: char) {
    match c {
        '&' => out.push_str("&amp;"),
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        c if is_allowed(c) => out.push(c),
        _ => {}
    }
}

/// Whether XML 1.0 can hold this character at all.
fn is_allowed(c: char) -> bool {
    !matches!(c, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}

#[cfg(test)]
mod tests {
    use super::{Element, Value, Xml, push_number};

    #[test]
    fn numbers_are_short_and_never_minus_zero() {
        let table =
            [(0.0, "0"), (-0.001, "0"), (1.5, "1.5"), (10.0, "10"), (0.126, "0.13"), (-3.10, "-3.1"), (7.05, "7.05")];
        for (number, text) in table {
            let mut out = String::new();
            push_number(&mut out, number, 2);
            assert_eq!(out, text);
        }
        let mut whole = String::new();
        push_number(&mut whole, 100.4, 0);
        assert_eq!(whole, "100");
    }

    #[test]
    fn what_means_something_in_xml_is_escaped_and_what_it_forbids_is_left_out() {
        let mut xml = Xml::default();
        xml.start(Element::Title).holding("a<b> & \"c\"\u{0}\u{1b}\u{fffe}\u{85}é");
        assert_eq!(xml.out, "\n<title>a&lt;b&gt; &amp; \"c\"\u{85}é</title>");
        let mut out = String::new();
        "two\nlines\t\u{7}\"".write(&mut out);
        assert_eq!(out, "two&#10;lines&#9;&quot;");
    }

    #[test]
    fn json_keeps_what_xml_forbids_as_an_escape() {
        let mut xml = Xml::default();
        xml.json("{\"a\": \"\u{ffff}<\"}");
        assert_eq!(xml.out, "{\"a\": \"\\uffff&lt;\"}");
    }
}

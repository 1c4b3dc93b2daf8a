//! A sheet as an SVG: text stays text, on the lines of the layout, and nothing in it runs or is fetched.
//!
//! - One `<text>` a line; `<tspan x>` only after an emoji, which is a drawing and no letter.
//! - Elements come from a short list ([`xml::Element`]); links lead to parts of the same file.
//! - A group for each piece of the sheet, named for a screen reader, as near to the reading order as painting allows.

mod emoji;
mod name;
mod shadow;
mod text;
mod xml;

use epaint::emath::{Pos2, Rect, Vec2};

use self::emoji::Emoji;
use self::shadow::Shadows;
use self::xml::{Element, Xml, push_number};
use super::png::Size;
use super::{ExportError, Progress, language};
use crate::model::EmpathyMap;
use crate::scene::{FontBook, Ink, Palette, Piece, Shape, Sheet};

/// The namespace of the element within `<metadata>` that holds the map file.
pub const MAP_NAMESPACE: &str = "urn:empathy-map";

/// Inter, and what stands in for it on machines without it.
const FONTS: &str = "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif";

/// Pieces that are written between two looks at the progress.
const STRIDE: usize = 256;

/// How an SVG is to look, and what it carries.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// Its colours.
    pub palette: Palette,
    /// Its size at 100 %.
    pub size: Size,
    /// The map file to be found again in the picture, if it carries one.
    pub map_file: Option<&'a str>,
}

/// Width and height of the picture at 100 %.
///
/// # Errors
/// [`ExportError::Size`] when there would be none.
pub fn size(sheet: &Sheet, size: Size) -> Result<(u32, u32), ExportError> {
    let scaled = sheet.size * size.scale(sheet);
    if !(scaled.x.is_finite() && scaled.y.is_finite() && scaled.x >= 1.0 && scaled.y >= 1.0) {
        return Err(ExportError::Size("The drawing would have no size. Choose a scale or a width above 0.".into()));
    }
    Ok((scaled.x.round() as u32, scaled.y.round() as u32))
}

/// The text of the picture. `map` is the map that the sheet shows, for the names of its parts.
///
/// # Errors
/// As [`size`], and [`ExportError::Cancelled`] soon after `progress` was cancelled.
pub fn write(
    map: &EmpathyMap,
    sheet: &Sheet,
    fonts: &mut FontBook,
    look: &Look<'_>,
    progress: &Progress,
) -> Result<String, ExportError> {
    let (width, height) = size(sheet, look.size)?;
    let mut writer = Writer {
        palette: look.palette,
        fonts,
        emoji: Emoji::default(),
        shadows: Shadows::default(),
        defs: Xml::default(),
        body: Xml::default(),
    };
    let pieces = sheet.nearest_to_reading();
    let names = name::Names::new(map);
    for (done, piece) in pieces.iter().enumerate() {
        if done % STRIDE == 0 {
            progress.tell(done as f32 / pieces.len() as f32)?;
        }
        writer.piece(piece, &names);
    }

    let language = language::of(map);
    let mut xml = Xml { out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>".into() };
    xml.start(Element::Svg)
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("xmlns:xlink", "http://www.w3.org/1999/xlink")
        .with("width", width as f32)
        .with("height", height as f32)
        .with("viewBox", [0.0, 0.0, sheet.size.x, sheet.size.y])
        .maybe("xml:lang", language)
        .maybe("lang", language)
        .with("font-family", FONTS)
        .with("text-rendering", "geometricPrecision")
        .with("stroke-linecap", "round")
        .with("stroke-linejoin", "round")
        .open();
    xml.start(Element::Title).holding(names.picture());
    if let Some(map_file) = look.map_file {
        xml.start(Element::Metadata).open();
        xml.start(Element::Map).with("xmlns:em", MAP_NAMESPACE).open();
        xml.json(map_file);
        xml.end(Element::Map);
        xml.end(Element::Metadata);
    }
    if !writer.defs.out.is_empty() {
        xml.start(Element::Defs).open();
        xml.out.push_str(&writer.defs.out);
        xml.end(Element::Defs);
    }
    let page = look.palette.color(Ink::Page);
    xml.start(Element::Rect).with("width", sheet.size.x).with("height", sheet.size.y).with("fill", page).empty();
    xml.out.push_str(&writer.body.out);
    xml.end(Element::Svg);
    xml.out.push('\n');
    Ok(xml.out)
}

/// Writes the pieces one after the other, and aside what they share.
struct Writer<'a> {
    palette: Palette,
    fonts: &'a mut FontBook,
    emoji: Emoji,
    shadows: Shadows,
    /// Drawings that are used several times.
    defs: Xml,
    body: Xml,
}

impl Writer<'_> {
    fn piece(&mut self, piece: &Piece, names: &name::Names<'_>) {
        self.body
            .start(Element::Group)
            .with("id", &names.id(&piece.role))
            .with("role", "group")
            .with("aria-label", &names.label(&piece.role))
            .with("transform", &translation(piece.offset.to_pos2()))
            .open();
        for shape in &piece.picture.shapes {
            self.shape(shape);
        }
        self.body.end(Element::Group);
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Rect { rect, radius, fill, stroke, shadow } => {
                if let Some(shadow) = shadow {
                    let name = self.shadows.of(&mut self.defs, rect.size(), *radius, *shadow);
                    let link = format!("#{name}");
                    let at = (rect.min != Pos2::ZERO).then(|| translation(rect.min));
                    self.body.start(Element::Use).with("xlink:href", &link).maybe("transform", at.as_ref()).empty();
                }
                let inset = stroke.map_or(0.0, |(width, _)| width / 2.0);
                self.rect(rect.shrink(inset), radius - inset, *fill, *stroke);
            }
            Shape::Circle { center, radius, fill, stroke } => {
                let inset = stroke.map_or(0.0, |(width, _)| width / 2.0);
                let fill = self.palette.color(*fill);
                let stroke = stroke.map(|(width, ink)| (width, self.palette.color(ink)));
                self.body
                    .start(Element::Circle)
                    .with("cx", center.x)
                    .with("cy", center.y)
                    .with("r", radius - inset)
                    .with("fill", fill)
                    .maybe("stroke", stroke.map(|(_, color)| color))
                    .maybe("stroke-width", stroke.map(|(width, _)| width))
                    .empty();
            }
            Shape::Path { points, closed, width, ink } => {
                let mut path = String::new();
                for (index, point) in points.iter().enumerate() {
                    path.push(if index == 0 { 'M' } else { 'L' });
                    push_point(&mut path, *point);
                }
                if *closed {
                    path.push('Z');
                }
                let stroke = self.palette.color(*ink);
                self.body
                    .start(Element::Path)
                    .with("d", &path)
                    .with("fill", "none")
                    .with("stroke", stroke)
                    .with("stroke-width", *width)
                    .empty();
            }
            Shape::Text(line) => self.line(line),
        }
    }

    fn rect(&mut self, rect: Rect, radius: f32, fill: Ink, stroke: Option<(f32, Ink)>) {
        let radius = radius.clamp(0.0, rect.size().min_elem().max(0.0) / 2.0);
        let fill = self.palette.color(fill);
        let stroke = stroke.map(|(width, ink)| (width, self.palette.color(ink)));
        let offset = |at: f32| (at != 0.0).then_some(at);
        self.body
            .start(Element::Rect)
            .maybe("x", offset(rect.min.x))
            .maybe("y", offset(rect.min.y))
            .with("width", rect.width())
            .with("height", rect.height())
            .maybe("rx", offset(radius))
            .with("fill", fill)
            .maybe("stroke", stroke.map(|(_, color)| color))
            .maybe("stroke-width", stroke.map(|(width, _)| width))
            .empty();
    }
}

fn translation(at: Pos2) -> String {
    let mut out = String::from("translate(");
    push_point(&mut out, at);
    out.push(')');
    out
}

fn push_point(out: &mut String, at: Pos2) {
    let Vec2 { x, y } = at.to_vec2();
    push_number(out, f64::from(x), 2);
    out.push(' ');
    push_number(out, f64::from(y), 2);
}

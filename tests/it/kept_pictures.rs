//! Pictures of sample maps beside those that are kept in `tests/samples/pictures`: what a person once looked at stays so.
//!
//! With bundled fonts alone, so that every machine paints the same letters. When a picture is meant to change, look at the new
//! one, then keep it: `KEEP_PICTURES=1 cargo test --test it kept_pictures`.

use std::fs;
use std::path::{Path, PathBuf};

use empathy_map::export::png::{self, Size};
use empathy_map::export::{Order, Progress};
use empathy_map::file::parse;
use empathy_map::model::EmpathyMap;
use empathy_map::scene::{Palette, Part};

use crate::export::{Decoded, decode};
use crate::scene::layout;

/// How much a colour may differ on the whole, of 255: other processors round the blending of edges another way.
const MOST_MEAN_DIFFERENCE: f64 = 0.02;
/// A pixel that differs by more than this, of 255 in any colour, shows something else.
const CLEAR_DIFFERENCE: u8 = 40;
/// So many such pixels in a million may be.
const MOST_CLEAR_IN_A_MILLION: f64 = 20.0;

/// A picture that is kept.
struct Kept {
    name: &'static str,
    map: &'static str,
    palette: Palette,
    width: u32,
}

const KEPT: [Kept; 3] = [
    Kept { name: "dana-light", map: "dana", palette: Palette::Light, width: 900 },
    Kept { name: "dana-dark", map: "dana", palette: Palette::Dark, width: 900 },
    Kept { name: "nurses-small", map: "nurses", palette: Palette::Light, width: 640 },
];

impl Kept {
    fn map(&self) -> EmpathyMap {
        let path = format!("{}/maps/{}.json", env!("CARGO_MANIFEST_DIR"), self.map);
        parse(&fs::read(path).expect("a sample")).expect("a map").map
    }

    fn path(&self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/samples/pictures/{}.png", self.name))
    }

    fn paint(&self, map: &EmpathyMap) -> Decoded {
        let mut layout = layout();
        let sheet = layout.sheet(map, Part::Map);
        let order = Order { palette: self.palette, size: Size::Width(self.width), ..Order::default() };
        let mut bytes = Vec::new();
        png::write(map, &sheet, layout.fonts(), &order, None, &Progress::default(), &mut bytes).expect("a picture");
        decode(bytes)
    }

    /// What is different from the kept picture, in a sentence.
    fn difference(&self, picture: &Decoded) -> Result<(), String> {
        let kept = fs::read(self.path()).map_err(|error| format!("there is no kept picture: {error}"))?;
        let kept = decode(kept);
        let [size, kept_size] = [picture, &kept].map(|one| (one.width, one.height));
        if size != kept_size {
            return Err(format!("it has {size:?} pixels and the kept one {kept_size:?}"));
        }
        let differences = || picture.rgb.iter().zip(&kept.rgb).map(|(one, other)| one.abs_diff(*other));
        let mean = differences().map(f64::from).sum::<f64>() / kept.rgb.len() as f64;
        let all: Vec<u8> = differences().collect();
        let clear = all.chunks_exact(3).filter(|pixel| pixel.iter().any(|one| *one > CLEAR_DIFFERENCE)).count();
        let clear_in_a_million = clear as f64 * 1e6 / (all.len() / 3) as f64;
        if mean > MOST_MEAN_DIFFERENCE || clear_in_a_million > MOST_CLEAR_IN_A_MILLION {
            return Err(format!(
                "its colours differ by {mean:.4} of 255 on the mean, {clear_in_a_million:.0} pixels in a million clearly"
            ));
        }
        Ok(())
    }
}

/// Writes a picture as small as it gets.
fn write(path: &Path, picture: &Decoded) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    let mut encoder = ::png::Encoder::new(fs::File::create(path).expect("a file"), picture.width, picture.height);
    encoder.set_color(::png::ColorType::Rgb);
    encoder.set_compression(::png::Compression::High);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&picture.rgb).expect("the pixels");
}

#[test]
fn sample_maps_look_as_they_did_when_somebody_looked() {
    let is_renewed = std::env::var_os("KEEP_PICTURES").is_some();
    let mut complaints = Vec::new();
    for kept in &KEPT {
        let picture = kept.paint(&kept.map());
        if is_renewed {
            write(&kept.path(), &picture);
        }
        if let Err(difference) = kept.difference(&picture) {
            let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures").join(format!("{}.png", kept.name));
            write(&path, &picture);
            complaints.push(format!("{} beside {}: {difference}", path.display(), kept.path().display()));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn a_single_word_that_is_missing_shows() {
    for kept in &KEPT {
        let mut map = kept.map();
        // The shortest last word of a note: a line less would show anyway.
        let last = |text: &str| text.rsplit_once(' ').map_or(usize::MAX, |(_, word)| word.chars().count());
        let note = map.notes.iter_mut().min_by_key(|note| last(&note.text)).expect("a note");
        let (rest, word) = note.text.rsplit_once(' ').expect("two words");
        let word = word.to_owned();
        note.text = rest.to_owned();
        let difference = kept.difference(&kept.paint(&map));
        assert!(difference.is_err(), "{} looks the same without “{word}”", kept.name);
    }
}

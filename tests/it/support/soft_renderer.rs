//! Paints what egui tessellated, on the CPU: pictures of the window on a machine without display and without graphics.

use std::collections::HashMap;

use eframe::egui::epaint::{ClippedPrimitive, Primitive, Vertex};
use eframe::egui::{Color32, ColorImage, Context, FullOutput, ImageData, Pos2, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;

/// Fractions of a pixel that corners of triangles are rounded to.
const SUBPIXELS: f32 = 256.0;

/// A renderer for tests, with bilinear textures and premultiplied blending in gamma space, as egui expects.
#[derive(Default)]
pub struct SoftRenderer {
    textures: HashMap<TextureId, ColorImage>,
}

impl TestRenderer for SoftRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, patches) in delta.set.drain() {
            for patch in patches {
                let ImageData::Color(image) = &patch.image;
                match (patch.pos, self.textures.get_mut(&id)) {
                    (Some([left, top]), Some(texture)) => {
                        for (row, line) in image.pixels.chunks(image.size[0]).enumerate() {
                            let start = (top + row) * texture.size[0] + left;
                            texture.pixels[start..start + line.len()].copy_from_slice(line);
                        }
                    }
                    _ => {
                        self.textures.insert(id, ColorImage::clone(image));
                    }
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let pixels_per_point = output.pixels_per_point;
        let size = ctx.content_rect().size() * pixels_per_point;
        let (width, height) = (size.x.round() as usize, size.y.round() as usize);
        let mut pixels = vec![Color32::BLACK; width * height];
        for ClippedPrimitive { clip_rect, primitive } in ctx.tessellate(output.shapes.clone(), pixels_per_point) {
            let Primitive::Mesh(mesh) = primitive else { continue };
            let Some(texture) = self.textures.get(&mesh.texture_id) else { continue };
            let clip = clip(clip_rect, pixels_per_point, width, height);
            for corners in mesh.triangles() {
                let corners = corners.map(|index| mesh.vertices[index as usize]);
                paint_triangle(&mut pixels, width, clip, corners, pixels_per_point, texture);
            }
        }
        let bytes = pixels.iter().flat_map(|pixel| pixel.to_array()).collect();
        RgbaImage::from_raw(width as u32, height as u32, bytes).ok_or_else(|| "The picture has no size.".to_owned())
    }
}

/// Columns and rows that may be painted: left, top, right, bottom.
fn clip(rect: Rect, scale: f32, width: usize, height: usize) -> [i64; 4] {
    let pixel = |value: f32, most: usize| ((value * scale).round() as i64).clamp(0, most as i64);
    [pixel(rect.min.x, width), pixel(rect.min.y, height), pixel(rect.max.x, width), pixel(rect.max.y, height)]
}

fn paint_triangle(
    pixels: &mut [Color32],
    width: usize,
    clip: [i64; 4],
    mut corners: [Vertex; 3],
    scale: f32,
    texture: &ColorImage,
) {
    let fixed = |at: Pos2| [(at.x * scale * SUBPIXELS).round() as i64, (at.y * scale * SUBPIXELS).round() as i64];
    let mut at = corners.map(|corner| fixed(corner.pos));
    let cross = |a: [i64; 2], b: [i64; 2], p: [i64; 2]| (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
    if cross(at[0], at[1], at[2]) < 0 {
        at.swap(1, 2);
        corners.swap(1, 2);
    }
    let area = cross(at[0], at[1], at[2]);
    if area == 0 {
        return;
    }
    let one = SUBPIXELS as i64;
    let low = |axis: usize| at.iter().map(|p| p[axis]).min().unwrap_or(0).div_euclid(one);
    let high = |axis: usize| at.iter().map(|p| p[axis]).max().unwrap_or(0).div_euclid(one) + 1;
    // An edge owns the pixels on it when it is a top or a left one, so that neighbours neither overlap nor leave gaps.
    let bias = [(1, 2), (2, 0), (0, 1)].map(|(a, b)| {
        let (dx, dy) = (at[b][0] - at[a][0], at[b][1] - at[a][1]);
        if dy < 0 || (dy == 0 && dx > 0) { 0 } else { -1 }
    });
    let plain = corners.iter().all(|corner| corner.uv == corners[0].uv && corner.color == corners[0].color);
    let plain = plain.then(|| shade(texture, &corners, [1.0, 0.0, 0.0]));
    for y in low(1).max(clip[1])..high(1).min(clip[3]) {
        for x in low(0).max(clip[0])..high(0).min(clip[2]) {
            let center = [x * one + one / 2, y * one + one / 2];
            let edges = [cross(at[1], at[2], center), cross(at[2], at[0], center), cross(at[0], at[1], center)];
            if edges.iter().zip(bias).any(|(edge, bias)| edge + bias < 0) {
                continue;
            }
            let source = plain.unwrap_or_else(|| shade(texture, &corners, edges.map(|edge| edge as f32 / area as f32)));
            let pixel = &mut pixels[y as usize * width + x as usize];
            *pixel = over(source, *pixel);
        }
    }
}

/// The colour of a triangle at a place, given by the weights of its corners.
fn shade(texture: &ColorImage, corners: &[Vertex; 3], weights: [f32; 3]) -> Color32 {
    let mix =
        |value: fn(&Vertex) -> f32| corners.iter().zip(weights).map(|(corner, weight)| value(corner) * weight).sum();
    let texel = sample(texture, mix(|corner| corner.uv.x), mix(|corner| corner.uv.y));
    let mut mixed = [0; 4];
    for (channel, mixed) in mixed.iter_mut().enumerate() {
        let color: f32 =
            corners.iter().zip(weights).map(|(corner, weight)| f32::from(corner.color[channel]) * weight).sum();
        *mixed = (color * texel[channel] / 255.0).round().clamp(0.0, 255.0) as u8;
    }
    Color32::from_rgba_premultiplied(mixed[0], mixed[1], mixed[2], mixed[3])
}

/// The texture between its four nearest pixels.
fn sample(texture: &ColorImage, u: f32, v: f32) -> [f32; 4] {
    let [width, height] = texture.size;
    let (x, y) = (u * width as f32 - 0.5, v * height as f32 - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let pixel = |x: f32, y: f32| {
        let column = x.clamp(0.0, width as f32 - 1.0) as usize;
        let row = y.clamp(0.0, height as f32 - 1.0) as usize;
        texture.pixels[row * width + column]
    };
    let (right, down) = (x - left, y - top);
    let near = [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0)];
    let mut mixed = [0.0; 4];
    for (dx, dy) in near {
        let weight = if dx == 0.0 { 1.0 - right } else { right } * if dy == 0.0 { 1.0 - down } else { down };
        if weight > 0.0 {
            let color = pixel(left + dx, top + dy);
            for (channel, mixed) in mixed.iter_mut().enumerate() {
                *mixed += f32::from(color[channel]) * weight;
            }
        }
    }
    mixed
}

fn over(source: Color32, under: Color32) -> Color32 {
    let rest = 255 - u32::from(source.a());
    let channel =
        |index: usize| (u32::from(source[index]) + (u32::from(under[index]) * rest + 127) / 255).min(255) as u8;
    Color32::from_rgba_premultiplied(channel(0), channel(1), channel(2), channel(3))
}

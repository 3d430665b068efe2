// Plays HLS where the browser cannot by itself; the library is fetched only then. Without it there is a link.
export async function attach(videos) {
  const open = videos.filter((video) => video.canPlayType("application/vnd.apple.mpegurl") === "");
  if (open.length === 0) return;
  const { default: Hls } = await import("../vendor/hls.js");
  if (!Hls.isSupported()) return;
  for (const video of open) {
    // A worker would be made of a blob, which the policy of the page forbids.
    const player = new Hls({ enableWorker: false });
    player.loadSource(video.dataset.hls);
    player.attachMedia(video);
  }
}

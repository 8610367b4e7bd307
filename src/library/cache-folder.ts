/** Where what can be made anew is kept: by the XDG base directory specification, or as the platform has it. */
import { isAbsolute, join } from 'node:path';

/** @param home the user's home folder */
export function cacheFolder(
  environment: Readonly<Record<string, string | undefined>>,
  platform: string,
  home: string,
): string {
  if (environment.READINGS_CACHE_DIR) return environment.READINGS_CACHE_DIR;
  const { XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  if (XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME)) return join(XDG_CACHE_HOME, 'readings');
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'readings');
  if (platform === 'win32') return join(LOCALAPPDATA || join(home, 'AppData', 'Local'), 'readings');
  return join(home, '.cache', 'readings');
}

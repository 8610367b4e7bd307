#!/usr/bin/env node
// The launcher. It is written so that any Node parses it: a Node too old hands over to the project's own, or says so.
'use strict';
var fs = require('fs');
var os = require('os');
var path = require('path');

var needed = '22.13';
var found = process.versions.node.split('.');

/** Where what can be made anew is kept: by the XDG base directory specification, or as the platform has it. */
exports.cacheFolder = function () {
  var env = process.env;
  if (env.READINGS_CACHE_DIR) return env.READINGS_CACHE_DIR;
  if (env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME)) return path.join(env.XDG_CACHE_HOME, 'readings');
  var home = os.homedir();
  if (process.platform === 'darwin') return path.join(home, 'Library', 'Caches', 'readings');
  if (process.platform !== 'win32') return path.join(home, '.cache', 'readings');
  return path.join(env.LOCALAPPDATA || path.join(home, 'AppData', 'Local'), 'readings');
};

/** The user's configuration, by the same. */
exports.configurationFile = function () {
  var env = process.env;
  if (env.READINGS_CONFIG) return path.resolve(env.READINGS_CONFIG);
  var home = os.homedir();
  var folder = path.join(home, '.config');
  if (env.XDG_CONFIG_HOME && path.isAbsolute(env.XDG_CONFIG_HOME)) folder = env.XDG_CONFIG_HOME;
  else if (process.platform === 'darwin') folder = path.join(home, 'Library', 'Preferences');
  else if (process.platform === 'win32') folder = env.APPDATA || path.join(home, 'AppData', 'Roaming');
  return path.join(folder, 'readings', 'config.toml');
};

/**
 * Makes a folder, and those above it, for this user alone: nobody else may plant code there. Node's own way to make many at
 * once never ends where a file system has no place for one (`/proc`).
 */
exports.makeFolder = function (folder) {
  if (fs.existsSync(folder)) return;
  if (path.dirname(folder) !== folder) exports.makeFolder(path.dirname(folder));
  try {
    fs.mkdirSync(folder, 448); // 0700
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
};

/** Loads the build. */
exports.start = function () {
  // Node 22 says of its own SQLite that it may change: that is for whoever builds this to know.
  process.removeAllListeners('warning');
  process.on('warning', function (warning) {
    if (warning.name !== 'ExperimentalWarning') console.error('readings: ' + warning.message);
  });
  try {
    require('module').enableCompileCache(compileCacheFolder());
  } catch (_) {
    // Slower, and just as right.
  }
  require('../dist/cli.cjs');
};

function compileCacheFolder() {
  var folder = path.join(exports.cacheFolder(), 'compile');
  var stat = fs.statSync(folder, { throwIfNoEntry: false });
  if (!stat) {
    exports.makeFolder(folder);
    stat = fs.statSync(folder);
  }
  if (process.getuid && (stat.uid !== process.getuid() || stat.mode & 18)) throw new Error('not private');
  return folder;
}

function handOver(pinned) {
  if (!fs.existsSync(pinned)) {
    console.error('readings: needs Node ' + needed + ' or newer, and this is Node ' + process.versions.node + '.');
    process.exit(2);
  }
  var child = require('child_process').spawn(pinned, [__filename].concat(process.argv.slice(2)), { stdio: 'inherit' });
  // Ctrl-C reaches both: what it means is for the child to say. Other signals reach this process alone.
  ['SIGINT', 'SIGQUIT'].forEach(function (signal) {
    process.on(signal, function () {});
  });
  ['SIGTERM', 'SIGHUP'].forEach(function (signal) {
    process.on(signal, function () {
      child.kill(signal);
    });
  });
  child.on('error', function (error) {
    console.error('readings: ' + pinned + ' cannot be started: ' + error.message);
    process.exit(70);
  });
  child.on('close', function (status, signal) {
    if (!signal) process.exit(status);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

// A program that imports the library asks this file for folders, and starts nothing.
if (require.main === module) {
  if (Number(found[0]) > 22 || (Number(found[0]) === 22 && Number(found[1]) >= 13)) exports.start();
  else handOver(path.join(__dirname, '..', 'node_modules', 'node', 'bin', 'node'));
}

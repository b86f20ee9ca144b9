export { Config, loadConfig, type RemoteSettings, type SettingOrigin } from './config.ts'
export { type ConfigLevel, configFiles } from './config-files.ts'
export {
  type AddRemoteOptions,
  addRemote,
  modifyRemote,
  removeRemote,
  renameRemote,
  setDefaultRemote,
} from './edit-remotes.ts'
export { setOption, unsetOption } from './edit-settings.ts'
export type { ConfigContext } from './level-file.ts'
export { type Overlay, refuseStorageOptions } from './overlay.ts'
export type { LinkType } from './schema-rules.ts'
export { parseSettingName, type SettingName } from './setting-name.ts'
export type { Options, SectionKind, SectionName } from './settings.ts'
export { listSettings, readSetting, type ShownSetting } from './show-settings.ts'

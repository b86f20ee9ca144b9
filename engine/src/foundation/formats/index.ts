export { readBounded } from './bounded-value.ts'
export { checkedLine, readCheckedLines, readSoundLines } from './checked-lines.ts'
export { equalLikePython, identicalValues } from './equality.ts'
export { editIni, readIni, renderIni } from './ini.ts'
export type { IniFile, IniSectionValues, IniValue } from './ini-value.ts'
export { type JsonMap, JsonText, type JsonValue, jsonMap, readJson, renderJson } from './json.ts'
export { jsonLine, readJsonLines } from './json-lines.ts'
export { loadPackage } from './load-package.ts'
export { editParamsText, readParamsFile } from './params-file.ts'
export { type PickleValue, readPickle, Tuple, writePickle } from './pickle/index.ts'
export { readPythonParams } from './python-params.ts'
export { formatGeneral, roundLikePython } from './python-rounding.ts'
export { pythonRepr, pythonText } from './python-text.ts'
export { readToml } from './toml/index.ts'
export { float, int, isFalse, type Scalar, Timestamp, type Value, type ValueMap, WholeFloat } from './values.ts'
export {
  codeFrame,
  editYaml,
  type PositionedYaml,
  readYaml,
  readYaml11,
  readYamlWithPositions,
  renderYaml,
  renderYaml11,
} from './yaml/index.ts'

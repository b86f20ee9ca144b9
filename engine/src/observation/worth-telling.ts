const ownDirectories = new Set([
  ...['.git', '.hg', '.svn', '.dvc'],
  ...['__pycache__', 'site-packages', 'dist-packages', '.venv', 'venv', '.tox', '.eggs', 'node_modules'],
  ...['.ipynb_checkpoints', '.mypy_cache', '.pytest_cache', '.ruff_cache', '.cache', '.idea', '.vscode'],
])
const ownFiles =
  /^(\.gitignore|\.gitattributes|\.gitmodules|\.dvcignore|dvc\.yaml|dvc\.lock|sterna\.yaml|\.DS_Store|4913)$/
const ownEndings = /(\.dvc|\.pyc|~|\.swp|\.swo|\.swx)$|^\.#|^#.*#$/

/** Whether a path below the root is a person's own, and not one of Git, DVC, an interpreter, its packages or an editor. */
export function isWorthTelling(path: string): boolean {
  const names = path.split('/')
  const name = names.at(-1)!
  return !names.some((part) => ownDirectories.has(part)) && !ownFiles.test(name) && !ownEndings.test(name)
}

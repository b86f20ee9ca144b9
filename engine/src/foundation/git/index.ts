export { type GitPlaces, type Head } from './refs.ts'
export { type GitMachine, GitRepository, openGit } from './repository.ts'

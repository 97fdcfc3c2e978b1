// What the HTTP room knows of it: each request has one, and its scope carries it to the store.
export { makePatience, type Patience } from '../store/patience';

export { SharePart } from './share-part.tsx';

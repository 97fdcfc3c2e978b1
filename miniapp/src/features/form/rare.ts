export { ChecklistField } from './checks/ChecklistField';
export { RatingField } from './fields/RatingField';
export { SignatureField } from './fields/SignatureField';
export { VoiceField } from './fields/VoiceField';

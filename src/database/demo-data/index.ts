export { demoActivities, demoUsers } from './demo-content.js';
export { layDemoData } from './lay-demo-data.js';

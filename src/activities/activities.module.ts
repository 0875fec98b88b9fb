import { Module } from '@nestjs/common';
import { HttpModule } from '../http/index.js';
import { ActivitiesController } from './activities.controller.js';
import { ActivitiesRepository } from './activities.repository.js';
import { ActivityFeedsRepository } from './activity-feeds.repository.js';
import { CreateActivity } from './create-activity.service.js';
import { CreateReply } from './create-reply.service.js';
import { HomeActivities } from './home-activities.service.js';
import { NotificationsActivities } from './notifications-activities.service.js';
import { RepliesRepository } from './replies.repository.js';
import { SearchActivities } from './search-activities.service.js';
import { ShowActivity } from './show-activity.service.js';
import { UserActivities } from './user-activities.service.js';

/** The feeds, single activities, and how they are written. */
@Module({
  imports: [HttpModule],
  controllers: [ActivitiesController],
  providers: [
    HomeActivities,
    NotificationsActivities,
    UserActivities,
    SearchActivities,
    ShowActivity,
    CreateActivity,
    CreateReply,
    ActivitiesRepository,
    ActivityFeedsRepository,
    RepliesRepository,
  ],
})
export class ActivitiesModule {}

-- MariaDB dump 10.19  Distrib 10.11.6-MariaDB, for debian-linux-gnu (x86_64)
/*!40101 SET NAMES utf8mb4 */;
CREATE TABLE `users` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `first_name` varchar(20) NOT NULL,
  `last_name` varchar(30) NOT NULL,
  `email` varchar(100) NOT NULL,
  `role` tinyint(3) unsigned NOT NULL DEFAULT 1,
  `status` tinyint(3) unsigned NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
INSERT INTO `users` VALUES
(1,'Sam','Stern','sam@desk.example',2,1),
(2,'Olga','Alt','olga@desk.example',1,2);
CREATE TABLE `mailboxes` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(40) NOT NULL,
  `email` varchar(128) NOT NULL,
  PRIMARY KEY (`id`)
);
INSERT INTO `mailboxes` VALUES (1,'Hilfe','help@desk.example');
CREATE TABLE `customers` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `first_name` varchar(255) DEFAULT NULL,
  `last_name` varchar(255) DEFAULT NULL,
  `company` varchar(255) DEFAULT NULL,
  `job_title` varchar(255) DEFAULT NULL,
  `phones` text DEFAULT NULL,
  `notes` text DEFAULT NULL,
  PRIMARY KEY (`id`)
);
INSERT INTO `customers` VALUES
(5,'Ada','O''Neil','Werk AG',NULL,'[{\"value\":\"+49 221 123456\",\"type\":1}]','likes\nclear words'),
(6,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE `emails` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `customer_id` int(11) NOT NULL,
  `email` varchar(191) NOT NULL,
  `type` tinyint(3) unsigned NOT NULL DEFAULT 1,
  PRIMARY KEY (`id`)
);
INSERT INTO `emails` VALUES (1,5,'ada@werk.example',1),(2,5,'ada@privat.example',2),(3,6,'bert@haus.example',1);
CREATE TABLE `conversations` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `number` int(10) unsigned NOT NULL,
  `threads_count` int(10) unsigned NOT NULL DEFAULT 0,
  `type` tinyint(3) unsigned NOT NULL,
  `folder_id` int(11) NOT NULL,
  `status` tinyint(3) unsigned NOT NULL DEFAULT 1,
  `state` tinyint(3) unsigned NOT NULL DEFAULT 1,
  `subject` varchar(998) DEFAULT NULL,
  `customer_email` varchar(191) DEFAULT NULL,
  `cc` text DEFAULT NULL,
  `bcc` text DEFAULT NULL,
  `mailbox_id` int(11) NOT NULL,
  `user_id` int(11) DEFAULT NULL,
  `customer_id` int(11) DEFAULT NULL,
  `closed_at` timestamp NULL DEFAULT NULL,
  `last_reply_at` timestamp NULL DEFAULT NULL,
  `created_at` timestamp NULL DEFAULT NULL,
  `updated_at` timestamp NULL DEFAULT NULL,
  PRIMARY KEY (`id`)
);
INSERT INTO `conversations` VALUES
(3,42,3,1,9,3,2,'Lamp flickers','ada@werk.example','[\"eva@werk.example\",\"help@desk.example\",\"sam@desk.example\"]',NULL,1,1,5,'2024-05-03 10:00:00','2024-05-02 10:00:00','2024-05-01 10:00:00','2024-05-03 10:00:00'),
(4,43,1,2,9,1,2,'Pump','bert@haus.example',NULL,NULL,1,NULL,6,NULL,'2024-05-04 10:00:00','2024-05-04 10:00:00','2024-05-04 10:00:00'),
(5,44,1,1,9,4,2,'Buy now','bert@haus.example',NULL,NULL,1,NULL,6,NULL,NULL,'2024-05-04 10:00:00','2024-05-04 10:00:00'),
(6,45,1,1,9,1,3,'Deleted','bert@haus.example',NULL,NULL,1,NULL,6,NULL,NULL,'2024-05-04 10:00:00','2024-05-04 10:00:00');
CREATE TABLE `threads` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `conversation_id` int(11) NOT NULL,
  `user_id` int(11) DEFAULT NULL,
  `type` tinyint(3) unsigned NOT NULL,
  `status` tinyint(3) unsigned NOT NULL DEFAULT 1,
  `state` tinyint(3) unsigned NOT NULL DEFAULT 1,
  `body` longtext DEFAULT NULL,
  `from` varchar(191) DEFAULT NULL,
  `to` text DEFAULT NULL,
  `cc` text DEFAULT NULL,
  `message_id` varchar(998) DEFAULT NULL,
  `customer_id` int(11) DEFAULT NULL,
  `created_by_user_id` int(11) DEFAULT NULL,
  `created_by_customer_id` int(11) DEFAULT NULL,
  `created_at` timestamp NULL DEFAULT NULL,
  `updated_at` timestamp NULL DEFAULT NULL,
  `rating` tinyint(4) DEFAULT NULL,
  `rating_comment` text DEFAULT NULL,
  PRIMARY KEY (`id`)
);
INSERT INTO `threads` VALUES
(31,3,NULL,1,1,2,'<div>It flickers; \"again\"</div>','ada@werk.example','[\"help@desk.example\"]',NULL,'lamp-1@werk.example',5,NULL,5,'2024-05-01 10:00:00','2024-05-01 10:00:00',NULL,NULL),
(32,3,1,2,1,2,'<p>Please change the bulb.</p>',NULL,'[\"ada@werk.example\"]',NULL,NULL,5,1,NULL,'2024-05-01 12:00:00','2024-05-02 08:00:00',1,'Quick and kind'),
(33,3,1,3,1,2,'<p>batch 7</p>',NULL,NULL,NULL,NULL,5,1,NULL,'2024-05-02 10:00:00','2024-05-02 10:00:00',NULL,NULL),
(34,3,1,4,3,2,'','',NULL,NULL,NULL,5,1,NULL,'2024-05-03 10:00:00','2024-05-03 10:00:00',NULL,NULL),
(35,3,1,2,1,1,'a draft',NULL,NULL,NULL,NULL,5,1,NULL,'2024-05-03 10:00:00','2024-05-03 10:00:00',NULL,NULL),
(41,4,NULL,1,1,2,'It leaks','bert@haus.example',NULL,NULL,NULL,6,NULL,6,'2024-05-04 10:00:00','2024-05-04 10:00:00',NULL,NULL),
(51,5,NULL,1,1,2,'Buy','x@spam.example',NULL,NULL,NULL,6,NULL,6,'2024-05-04 10:00:00','2024-05-04 10:00:00',NULL,NULL);
CREATE TABLE `attachments` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `thread_id` int(10) unsigned DEFAULT NULL,
  `user_id` int(10) unsigned DEFAULT NULL,
  `file_dir` varchar(20) DEFAULT NULL,
  `file_name` varchar(255) NOT NULL,
  `mime_type` varchar(127) NOT NULL,
  `type` int(10) unsigned NOT NULL,
  `size` int(10) unsigned DEFAULT NULL,
  `embedded` tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`)
);
INSERT INTO `attachments` VALUES (1,31,NULL,'1/2/3','lamp.jpg','image/jpeg',5,20480,0);
CREATE TABLE `tags` (`id` int(10) unsigned NOT NULL,
  `name` varchar(191) NOT NULL,
  PRIMARY KEY (`id`)
);
INSERT INTO `tags` (`id`, `name`) VALUES (1,'lamp'),(2,'warranty');
CREATE TABLE `conversation_tag` (
  `id` int(10) unsigned NOT NULL,
  `conversation_id` int(11) NOT NULL,
  `tag_id` int(11) NOT NULL,
  PRIMARY KEY (`id`)
);
INSERT INTO `conversation_tag` VALUES (1,3,1),(2,3,2);
CREATE TABLE `custom_fields` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `mailbox_id` int(11) NOT NULL,
  `name` varchar(75) NOT NULL,
  `type` int(11) NOT NULL DEFAULT 1,
  `options` text DEFAULT NULL,
  PRIMARY KEY (`id`)
);
INSERT INTO `custom_fields` VALUES (1,1,'Product',1,'{\"1\":\"Lamps\",\"2\":\"Pumps\"}'),(2,1,'Serial number',2,NULL);
CREATE TABLE `conversation_custom_field` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `conversation_id` int(11) NOT NULL,
  `custom_field_id` int(11) NOT NULL,
  `value` text DEFAULT NULL,
  PRIMARY KEY (`id`)
);
INSERT INTO `conversation_custom_field` VALUES (1,3,1,'1'),(2,3,2,'0012-AB'),(3,4,1,'2');

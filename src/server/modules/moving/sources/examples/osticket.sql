-- MySQL dump 10.13  Distrib 8.0.35, for Linux (x86_64)
--
-- Host: localhost    Database: osticket
-- ------------------------------------------------------
-- Server version	8.0.35
/*!40101 SET NAMES utf8mb4 */;
/*!40000 DROP DATABASE IF EXISTS `osticket`*/;

DROP TABLE IF EXISTS `ost_user`;
CREATE TABLE `ost_user` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `org_id` int unsigned NOT NULL,
  `default_email_id` int NOT NULL,
  `status` int unsigned NOT NULL DEFAULT '0',
  `name` varchar(128) NOT NULL,
  `created` datetime NOT NULL,
  `updated` datetime NOT NULL,
  PRIMARY KEY (`id`),
  KEY `org_id` (`org_id`)
) ENGINE=InnoDB AUTO_INCREMENT=5 DEFAULT CHARSET=utf8mb3;
LOCK TABLES `ost_user` WRITE;
/*!40000 ALTER TABLE `ost_user` DISABLE KEYS */;
INSERT INTO `ost_user` VALUES (1,1,1,0,'Ada O\'Neil','2023-01-02 08:00:00','2023-01-02 08:00:00'),(2,0,2,0,'Bert Köhler','2023-01-03 08:00:00','2023-01-03 08:00:00'),(3,1,3,0,'Chris; the \"third\"','2023-01-04 08:00:00','2023-01-04 08:00:00');
/*!40000 ALTER TABLE `ost_user` ENABLE KEYS */;
UNLOCK TABLES;

CREATE TABLE `ost_user_email` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `user_id` int unsigned NOT NULL,
  `flags` int unsigned NOT NULL DEFAULT '0',
  `address` varchar(255) NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
INSERT INTO `ost_user_email` VALUES (1,1,0,'ada@werk.example'),(2,2,0,'bert@haus.example'),(3,3,0,'chris@werk.example'),(4,1,0,'ada@privat.example');

CREATE TABLE `ost_organization` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(128) NOT NULL DEFAULT '',
  `manager` varchar(16) NOT NULL DEFAULT '',
  `status` int unsigned NOT NULL DEFAULT '0',
  `domain` varchar(256) NOT NULL DEFAULT '',
  `extra` text,
  `created` timestamp NULL DEFAULT NULL,
  `updated` timestamp NULL DEFAULT NULL,
  PRIMARY KEY (`id`)
);
INSERT INTO `ost_organization` VALUES (1,'Werk AG','',0,'werk.example',NULL,'2023-01-01 08:00:00','2023-01-01 08:00:00');

CREATE TABLE `ost_department` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `pid` int unsigned DEFAULT NULL,
  `tpl_id` int unsigned NOT NULL DEFAULT '0',
  `name` varchar(128) NOT NULL DEFAULT '',
  `signature` text NOT NULL,
  PRIMARY KEY (`id`)
);
INSERT INTO `ost_department` VALUES (1,NULL,0,'Support','Regards\nSupport'),(2,NULL,0,'Billing','');

CREATE TABLE `ost_staff` (
  `staff_id` int unsigned NOT NULL AUTO_INCREMENT,
  `dept_id` int unsigned NOT NULL DEFAULT '0',
  `role_id` int unsigned NOT NULL DEFAULT '0',
  `username` varchar(32) NOT NULL DEFAULT '',
  `firstname` varchar(32) DEFAULT NULL,
  `lastname` varchar(32) DEFAULT NULL,
  `email` varchar(255) DEFAULT NULL,
  `isactive` tinyint(1) NOT NULL DEFAULT '1',
  PRIMARY KEY (`staff_id`)
);
INSERT INTO `ost_staff` VALUES (1,1,1,'sam','Sam','Stern','sam@desk.example',1),(2,1,1,'old','Olga','Alt','olga@desk.example',0);

CREATE TABLE `ost_ticket_status` (
  `id` int NOT NULL AUTO_INCREMENT,
  `name` varchar(60) NOT NULL DEFAULT '',
  `state` varchar(16) DEFAULT NULL,
  `mode` int unsigned NOT NULL DEFAULT '0',
  `flags` int unsigned NOT NULL DEFAULT '0',
  `sort` int unsigned NOT NULL DEFAULT '0',
  `properties` text NOT NULL,
  PRIMARY KEY (`id`)
);
INSERT INTO `ost_ticket_status` VALUES (1,'Open','open',3,0,1,'{\"allowreopen\":true}'),(2,'Resolved','closed',1,0,2,''),(3,'Closed','closed',3,0,3,''),(4,'Archived','archived',3,0,4,''),(5,'Deleted','deleted',3,0,5,'');

CREATE TABLE `ost_ticket_priority` (
  `priority_id` tinyint NOT NULL AUTO_INCREMENT,
  `priority` varchar(60) NOT NULL DEFAULT '',
  `priority_desc` varchar(30) NOT NULL DEFAULT '',
  `priority_color` varchar(7) NOT NULL DEFAULT '',
  `priority_urgency` tinyint unsigned NOT NULL DEFAULT '0',
  `ispublic` tinyint(1) NOT NULL DEFAULT '1',
  PRIMARY KEY (`priority_id`)
);
INSERT INTO `ost_ticket_priority` VALUES (1,'low','Low','#DDFFDD',4,1),(2,'normal','Normal','#FFFFF0',3,1),(3,'high','High','#FEE7E7',2,1),(4,'emergency','Emergency','#FEE7E7',1,1);

CREATE TABLE `ost_help_topic` (
  `topic_id` int unsigned NOT NULL AUTO_INCREMENT,
  `topic_pid` int unsigned NOT NULL DEFAULT '0',
  `ispublic` tinyint unsigned NOT NULL DEFAULT '1',
  `topic` varchar(128) NOT NULL DEFAULT '',
  PRIMARY KEY (`topic_id`)
);
INSERT INTO `ost_help_topic` VALUES (1,0,1,'Report a Problem'),(2,0,1,'Feedback');

CREATE TABLE `ost_form_field` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `form_id` int unsigned NOT NULL,
  `flags` int unsigned DEFAULT '1',
  `type` varchar(255) NOT NULL DEFAULT 'text',
  `label` varchar(255) NOT NULL,
  `name` varchar(64) NOT NULL,
  `configuration` text,
  `sort` int unsigned NOT NULL,
  PRIMARY KEY (`id`)
);
INSERT INTO `ost_form_field` VALUES (20,2,1,'text','Issue Summary','subject','',1),(22,2,1,'priority','Priority Level','priority','',3),(40,2,1,'text','Contract number','contract','',4),(41,2,1,'choices','Product line','line','{\"choices\":\"a:Lamps\\r\\nb:Pumps\"}',5);

CREATE TABLE `ost_ticket__cdata` (
  `ticket_id` int unsigned NOT NULL,
  `subject` mediumtext,
  `priority` mediumtext,
  `contract` mediumtext,
  `line` mediumtext,
  PRIMARY KEY (`ticket_id`)
);
INSERT INTO `ost_ticket__cdata` VALUES (1,'Lamp flickers','3','007-12','{\"a\":\"Lamps\"}'),(2,'Pump leaks','2',NULL,'{\"b\":\"Pumps\"}'),(3,'Spam','2',NULL,NULL),(4,'Invoice','1','4711',NULL);

CREATE TABLE `ost_ticket` (
  `ticket_id` int unsigned NOT NULL AUTO_INCREMENT,
  `ticket_pid` int unsigned DEFAULT NULL,
  `number` varchar(20) DEFAULT NULL,
  `user_id` int unsigned NOT NULL DEFAULT '0',
  `user_email_id` int unsigned NOT NULL DEFAULT '0',
  `status_id` int unsigned NOT NULL DEFAULT '0',
  `dept_id` int unsigned NOT NULL DEFAULT '0',
  `sla_id` int unsigned NOT NULL DEFAULT '0',
  `topic_id` int unsigned NOT NULL DEFAULT '0',
  `staff_id` int unsigned NOT NULL DEFAULT '0',
  `source` enum('Web','Email','Phone','API','Other') NOT NULL DEFAULT 'Other',
  `closed` datetime DEFAULT NULL,
  `lastupdate` datetime DEFAULT NULL,
  `created` datetime NOT NULL,
  `updated` datetime NOT NULL,
  PRIMARY KEY (`ticket_id`)
);
INSERT INTO `ost_ticket` VALUES (1,NULL,'482910',1,0,1,1,1,1,1,'Email',NULL,'2024-05-02 09:00:00','2024-05-01 10:00:00','2024-05-02 09:00:00'),(2,NULL,'100002',2,0,3,1,1,2,2,'Web','2024-04-10 12:00:00','2024-04-10 12:00:00','2024-04-01 10:00:00','2024-04-10 12:00:00'),(3,NULL,'100003',2,0,5,1,1,0,0,'Email',NULL,'2024-04-11 12:00:00','2024-04-11 10:00:00','2024-04-11 12:00:00'),(4,NULL,'000004',3,0,1,2,1,0,0,'Phone',NULL,'2024-05-03 12:00:00','2024-05-03 10:00:00','2024-05-03 12:00:00');

CREATE TABLE `ost_thread` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `object_id` int unsigned NOT NULL,
  `object_type` char(1) NOT NULL,
  `extra` text,
  PRIMARY KEY (`id`)
);
INSERT INTO `ost_thread` VALUES (11,1,'T',NULL),(12,2,'T',NULL),(13,3,'T',NULL),(14,4,'T',NULL),(15,1,'A',NULL);

CREATE TABLE `ost_thread_collaborator` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `flags` int unsigned NOT NULL DEFAULT '1',
  `thread_id` int unsigned NOT NULL DEFAULT '0',
  `user_id` int unsigned NOT NULL DEFAULT '0',
  `role` char(1) NOT NULL DEFAULT 'M',
  PRIMARY KEY (`id`)
);
INSERT INTO `ost_thread_collaborator` VALUES (1,1,11,3,'M');

CREATE TABLE `ost_thread_entry` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `pid` int unsigned NOT NULL DEFAULT '0',
  `thread_id` int unsigned NOT NULL DEFAULT '0',
  `staff_id` int unsigned NOT NULL DEFAULT '0',
  `user_id` int unsigned NOT NULL DEFAULT '0',
  `type` char(1) NOT NULL DEFAULT '',
  `flags` int unsigned NOT NULL DEFAULT '0',
  `poster` varchar(128) NOT NULL DEFAULT '',
  `source` varchar(32) NOT NULL DEFAULT '',
  `title` varchar(255) DEFAULT NULL,
  `body` mediumtext NOT NULL,
  `format` varchar(16) NOT NULL DEFAULT 'html',
  `created` datetime NOT NULL,
  `updated` datetime NOT NULL,
  PRIMARY KEY (`id`)
);
INSERT INTO `ost_thread_entry` VALUES (101,0,11,0,1,'M',65,'Ada O\'Neil','Email','Lamp flickers','<p>The lamp flickers; it\'s annoying.</p>','html','2024-05-01 10:00:00','2024-05-01 10:00:00'),(102,101,11,1,0,'R',64,'Sam Stern','','','<p>Which lamp?</p>','html','2024-05-01 12:00:00','2024-05-01 12:00:00'),(103,0,11,1,0,'N',64,'Sam Stern','','','<p>Looks like batch 7</p>','html','2024-05-02 09:00:00','2024-05-02 09:00:00'),(104,0,12,0,2,'M',65,'Bert Köhler','Web','','It leaks\nsince Monday','text','2024-04-01 10:00:00','2024-04-01 10:00:00'),(105,0,13,0,2,'M',65,'Bert Köhler','Email','','Buy','html','2024-04-11 10:00:00','2024-04-11 10:00:00'),(106,0,14,0,3,'M',65,'Chris','Phone','','Where is the invoice?','html','2024-05-03 10:00:00','2024-05-03 10:00:00');

CREATE TABLE `ost_thread_entry_email` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `thread_entry_id` int unsigned NOT NULL,
  `email_id` int unsigned DEFAULT NULL,
  `mid` varchar(255) NOT NULL,
  `headers` text,
  PRIMARY KEY (`id`)
);
INSERT INTO `ost_thread_entry_email` VALUES (1,101,1,'<lamp-1@werk.example>','From: ada@werk.example\r\nTo: support@desk.example');

CREATE TABLE `ost_attachment` (
  `id` int unsigned NOT NULL AUTO_INCREMENT,
  `object_id` int unsigned NOT NULL,
  `type` char(1) NOT NULL,
  `file_id` int unsigned NOT NULL,
  `name` varchar(255) DEFAULT NULL,
  `inline` tinyint unsigned NOT NULL DEFAULT '0',
  `lang` varchar(16) DEFAULT NULL,
  PRIMARY KEY (`id`)
);
INSERT INTO `ost_attachment` VALUES (1,101,'H',7,NULL,0,NULL);

CREATE TABLE `ost_file` (
  `id` int NOT NULL AUTO_INCREMENT,
  `ft` char(1) NOT NULL DEFAULT 'T',
  `bk` char(1) NOT NULL DEFAULT 'D',
  `type` varchar(255) NOT NULL DEFAULT '',
  `size` bigint unsigned NOT NULL DEFAULT '0',
  `key` varchar(86) NOT NULL,
  `signature` varchar(86) NOT NULL,
  `name` varchar(255) NOT NULL DEFAULT '',
  `attrs` varchar(255) DEFAULT NULL,
  `created` datetime NOT NULL,
  PRIMARY KEY (`id`)
);
INSERT INTO `ost_file` VALUES (7,'T','D','image/jpeg',20480,'k','s','lamp.jpg',NULL,'2024-05-01 10:00:00');
-- Dump completed on 2024-05-04 10:00:00

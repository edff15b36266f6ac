CREATE TABLE stu (stuId INTEGER PRIMARY KEY, fname TEXT, lname TEXT, dob DATE, majorDeptCode TEXT, advisorEmpNo INTEGER);
CREATE TABLE dept (deptCode TEXT PRIMARY KEY, deptName TEXT, bldg TEXT, headEmpNo INTEGER);
CREATE TABLE emp (empNo INTEGER PRIMARY KEY, fname TEXT, lname TEXT, jobTitle TEXT, salaryAmt REAL, hireDt DATE, deptCode TEXT);
CREATE TABLE crs (crsId TEXT PRIMARY KEY, crsTitle TEXT, credits INTEGER, deptCode TEXT); -- courses
CREATE TABLE crs_section (sectId INTEGER PRIMARY KEY, crsId TEXT, empNo INTEGER, rmNo TEXT, semester TEXT, yr INTEGER);
CREATE TABLE enrollments (stuId INTEGER, sectId INTEGER, grade TEXT, PRIMARY KEY (stuId, sectId));
CREATE TABLE room (rmNo TEXT PRIMARY KEY, bldg TEXT, capacityQty INTEGER);
CREATE TABLE club (clubId INTEGER PRIMARY KEY, clubName TEXT, budgetAmt REAL);
CREATE TABLE club_members (clubId INTEGER, stuId INTEGER, joinDt DATE);
CREATE TABLE parking_permit (permitNo INTEGER PRIMARY KEY, stuId INTEGER, plate TEXT, expDt DATE);
CREATE TABLE library_loan (loanId INTEGER PRIMARY KEY, stuId INTEGER, bookId INTEGER, dueDt DATE, returnedDt DATE);
CREATE TABLE book (bookId INTEGER PRIMARY KEY, title TEXT, author TEXT, isbn TEXT);
CREATE TABLE vendor (vendorId INTEGER PRIMARY KEY, vendorName TEXT);
CREATE TABLE purchase_order (poNo INTEGER PRIMARY KEY, vendorId INTEGER, deptCode TEXT, orderDt DATE, totalAmt REAL);
CREATE TABLE sensor_reading (
  id INTEGER PRIMARY KEY, rmNo TEXT, ts DATETIME, c1 REAL, c2 REAL, c3 REAL, c4 REAL, c5 REAL, c6 REAL, c7 REAL, c8 REAL, c9 REAL, c10 REAL,
  c11 REAL, c12 REAL, c13 REAL, c14 REAL, c15 REAL, temperature REAL, humidity REAL, co2 REAL
);
CREATE TABLE alumni_gift (giftId INTEGER PRIMARY KEY, donor TEXT, giftAmt REAL, giftDt DATE);
CREATE TABLE print_job (jobId INTEGER PRIMARY KEY, printer TEXT, pages INTEGER, submittedTs DATETIME, status TEXT);
CREATE TABLE it_ticket (ticketNo INTEGER PRIMARY KEY, openedTs DATETIME, closedTs DATETIME, priority TEXT, summary TEXT);
CREATE TABLE cafeteria_menu (menuDt DATE, dish TEXT, priceAmt REAL, vegan INTEGER, PRIMARY KEY (menuDt, dish));
CREATE TABLE shuttle_stop (stopNo INTEGER PRIMARY KEY, streetAddr TEXT, lat REAL, lon REAL);
CREATE TABLE key_card (cardNo INTEGER PRIMARY KEY, issuedDt DATE, revokedDt DATE, zone TEXT);
CREATE TABLE sports_fixture (fixtureId INTEGER PRIMARY KEY, opponent TEXT, playedDt DATE, homeScore INTEGER, awayScore INTEGER);
CREATE TABLE thesis (thesisId INTEGER PRIMARY KEY, abstract TEXT, keywords TEXT, embargoDt DATE);
CREATE TABLE grant_award (grantNo TEXT PRIMARY KEY, agency TEXT, awardedAmt REAL, startDt DATE, endDt DATE);

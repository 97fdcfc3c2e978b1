// What the fields of records are called, by the member's key: where one is filled in wrongly, and where a record's history tells
// what was changed.

export const fieldNamesZh = {
  name: '名称',
  login: '账号',
  phone: '电话',
  roles: '角色',
  code: '编号',
  kind: '类型',
  lat: '纬度',
  lng: '经度',
  radius: '签到半径',
  category: '类别',
  model: '型号',
  serial: '出厂编号',
};

export const fieldNamesEn: typeof fieldNamesZh = {
  name: 'Name',
  login: 'Login',
  phone: 'Phone',
  roles: 'Roles',
  code: 'Code',
  kind: 'Kind',
  lat: 'Latitude',
  lng: 'Longitude',
  radius: 'Check-in radius',
  category: 'Category',
  model: 'Model',
  serial: 'Serial number',
};
